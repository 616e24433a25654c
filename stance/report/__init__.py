"""Tables over quotes as a page, a spreadsheet and a terminal table."""
