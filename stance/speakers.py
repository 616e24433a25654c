"""stub."""
def resolve(document, statements):
    last=None
    for s in statements:
        if s.subject:
            p=s.subject
            last=document.raw(p.name_start,p.name_end) if p.has_name else document.raw(p.start,p.end)
        yield last
