"""``import kotolib as koto``: the public names, each fetched from its home when it is first used; knows nothing else.

Nothing heavy is imported here, so that the command line answers at once.
"""

from importlib import import_module

_HOMES = {
    "area": "areas:get",
    "begin": "situation:begin",
    "Situation": "situation:Situation",
    "values": "comparison:values",
    "say": "display.sentences:say",
    "lead": "display.leads:lead",
    "outlook_record": "display.outlooks:outlook_record",
    "outlook_lead": "display.leads:outlook_lead",
    "section_lead": "display.standing:section_lead",
    "stands_out": "display.standing:stands_out",
    "trend": "display.trends:trend",
    "bars": "display.flows:bars",
    "ages": "display.ages:ages",
    "outlook": "display.outlooks:outlook",
    "compare": "display.comparing:compare",
    "map": "display.maps:region_map",
    "funnel": "display.funnels:funnel",
    "peers": "display.peers:peers",
    "table": "display.listing:table",
    "key_numbers": "display.listing:key_numbers",
    "missing": "display.delivered:missing",
    "delivered": "display.delivered:delivered",
    "coverage": "display.coverage:coverage",
    "checklist_board": "display.checklist:checklist_board",
    "checklist_next": "display.checklist:checklist_next",
    "checklist_items": "display.checklist:checklist_items",
    "checklist_evidence": "display.checklist:checklist_evidence",
    "programme_state": "display.decisions.state:programme_state",
    "together": "display.decisions.state:together",
    "responsible": "display.decisions.responsibility:responsible",
    "decision_log": "display.decisions.responsibility:decision_log",
    "commitment": "display.decisions.responsibility:commitment",
    "statements": "display.decisions.responsibility:statements",
    "timetable": "display.decisions.timetable:timetable",
    "meetings": "display.decisions.timetable:meetings",
    "group": "display.decisions.group:group",
    "group_coverage": "display.decisions.group:group_coverage",
    "forms_of_cooperation": "display.decisions.group:forms_of_cooperation",
    "hearings": "display.decisions.hearings:hearings",
    "survey": "display.surveys:survey",
    "survey_respondents": "display.surveys:survey_respondents",
    "survey_themes": "display.open_answers:survey_themes",
    "survey_quotes": "display.open_answers:survey_quotes",
    "open_answers": "display.open_answers:open_answers",
    "code_answers": "display.widgets.coding:code_answers",
    "goal_form": "display.widgets.goals:goal_form",
    "what_if": "display.widgets.what_if:what_if",
    "present": "display.decisions.hearings:present",
    "needs": "display.decisions.findings:needs",
    "challenges_and_opportunities": "display.decisions.findings:challenges_and_opportunities",
    "missing_services": "display.decisions.findings:missing_services",
    "what_statistics_say": "display.decisions.findings:what_statistics_say",
    "unanswered": "display.decisions.findings:unanswered",
    "heard_to_goals": "display.decisions.findings:heard_to_goals",
    "goals_without_hearing": "display.decisions.findings:goals_without_hearing",
    "lessons": "display.decisions.beginnings:lessons",
    "candidate_themes": "display.decisions.beginnings:candidate_themes",
    "chosen_themes": "display.decisions.goals:chosen_themes",
    "goal_tree": "display.decisions.goals:goal_tree",
    "goal_cards": "display.decisions.goals:goal_cards",
    "measures": "display.decisions.goals:measures",
    "linked_documents": "display.decisions.goals:linked_documents",
    "own_goals": "display.decisions.joint_goals:own_goals",
    "shared_goals": "display.decisions.joint_goals:shared_goals",
    "status_board": "display.monitoring.board:status_board",
    "goals_followed": "display.monitoring.cards:goals_followed",
    "goals_by_member": "display.monitoring.members:goals_by_member",
    "indicators_followed": "display.monitoring.sources:indicators_followed",
    "sources_followed": "display.monitoring.sources:sources_followed",
    "measures_progress": "display.monitoring.measures:measures_progress",
    "deviations": "display.monitoring.measures:deviations",
    "followers": "display.monitoring.following:followers",
    "coming_figures": "display.monitoring.following:coming_figures",
    "told_of_monitoring": "display.monitoring.following:told_of_monitoring",
    "update_memo": "display.monitoring.memo:update_memo",
    "report_opening": "display.monitoring.report:report_opening",
    "reports": "display.monitoring.report:reports",
    "services": "display.decisions.services:services",
    "quality_of_services": "display.decisions.services:quality_of_services",
    "changed_services": "display.decisions.services:changed_services",
    "own_text": "display.decisions.own_texts:own_text",
    "goals_at_a_glance": "display.decisions.goals_by_theme:goals_at_a_glance",
    "goals_by_theme": "display.decisions.goals_by_theme:goals_by_theme",
    "measures_for": "display.decisions.goals_by_theme:measures_for",
    "goals_of": "display.decisions.goals_by_theme:goals_of",
    "grounds_for_update": "display.decisions.following_up:grounds_for_update",
    "definitions": "display.definitions:definitions",
    "communication_in_short": "display.communication.plan:plan_in_short",
    "communication_plan": "display.communication.plan:communication_plan",
    "planned_communication": "display.communication.plan:planned_communication",
    "coming_days": "display.communication.calendar:coming_days",
    "ready_texts": "display.communication.texts:ready_texts",
    "decision_answer": "display.decision_makers:answer",
    "decided_next": "display.decision_makers:decided_next",
    "goals_in_short": "display.decision_makers:goals_in_short",
    "what_has_changed": "display.decision_makers:what_has_changed",
    "at_stake": "display.decision_makers:at_stake",
    "residents_opening": "display.residents.plan:opening",
    "of_hundred": "display.residents.people:of_hundred",
    "residents_plan": "display.residents.plan:contents",
    "residents_progress": "display.residents.plan:progress",
    "take_part": "display.residents.taking_part:take_part",
    "where_to_write": "display.residents.taking_part:where_to_write",
    "explore": "documents.exploring:explore",
    "origin": "display.exploring:origin",
    "notebooks": "documents.contents:contents",
    "sources": "sources",
    "indicators": "indicators",
    "KotoError": "errors:KotoError",
    "help": "documents.guide:help",
}
"""Public name → the module below ``kotolib`` and the name in it; a module alone is itself called."""

__all__ = [*_HOMES]


def __getattr__(name: str) -> object:
    """The public name from its home (PEP 562)."""
    if name == "__version__":
        return _version()
    if name not in _HOMES:
        raise _NoSuchName(name)
    module, _, inside = _HOMES[name].partition(":")
    home = import_module(f"kotolib.{module}")
    if not inside:
        return home
    found = getattr(home, inside)
    if isinstance(found, type):
        return found
    from kotolib.documents import called

    return called.received(name, found)


class _NoSuchName(AttributeError):
    """A name that the package does not have: a notebook shows one sentence of it, with the nearest names."""

    def __init__(self, name: str) -> None:
        super().__init__(f"kotolib has no {name!r}; it has {', '.join(__all__)}", name=name)

    def _render_traceback_(self) -> list[str]:
        from kotolib.documents import guide

        return guide.no_such_name(self.name)._render_traceback_()


def _version() -> str:
    """The version that ``pyproject.toml`` states, also where the package is used without being installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("kotolib")
    except PackageNotFoundError:
        import tomllib

        from kotolib import house

        return tomllib.loads((house.home() / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, "__version__"})
