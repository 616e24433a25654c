"""Targets: toward whom each quote of an article is directed.

What can be a party is looked up once for an article (`parties`, `named_people`, `mentions`), and of whom each speaker
speaks (`attention`). For every statement, those that are not on the speaker's own side (`own_side`) are weighed by
where and how they are named (`signs`, `objects`), and none of them is the answer where the words take no side
(`posture`).
"""

from stance.targets.resolution import Target, resolve

__all__ = ["Target", "resolve"]
