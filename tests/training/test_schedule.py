"""Practice cards come back when FSRS says: ts-fsrs in Node against the reference in Python, over the same histories."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fsrs import Card, Rating, Scheduler, State
from fsrs.scheduler import DEFAULT_PARAMETERS

from tests.training.modules import call

IN_NODE = "../../../../tests/training/schedule_in_node.mjs"
SCHEDULE = "training/schedule.js"
HISTORIES, LONGEST = 400, 25
# ts-fsrs rounds every step to 8 decimals, and these errors grow with the stability. Over 9,000 reviews they came to
# 3e-7 of the stability and 7e-8 of the difficulty; a wrong parameter is off by far more than this:
TOLERANCE = 1e-5
MOST_STABLE = 10_000
"""In days. ts-fsrs ends at a hundred years, the reference does not; nobody learns that long."""

DAY = timedelta(days=1)
STEP = timedelta(minutes=10)
REFERENCE = Scheduler(
    desired_retention=0.9,
    learning_steps=(STEP,),
    relearning_steps=(STEP,),
    maximum_interval=36500,
    enable_fuzzing=False,
)

Review = dict[str, Any]


def review(at: datetime, rating: int, card: str = "term.lead", number: int = 0) -> Review:
    return {"id": f"{number:026d}", "card": card, "rating": rating, "at": at.strftime("%Y-%m-%dT%H:%M:%S.000Z")}


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def ms(moment_: datetime) -> int:
    return round(moment_.timestamp() * 1000)


def histories() -> list[list[Review]]:
    """Reviews on time, early, late and several times a day.

    The gaps are whole days and less than half of one, so that the days the schedule counts and the times 24 hours that
    the reference counts are the same.
    """
    chance = random.Random(5)  # noqa: S311  # nothing here is secret
    found = []
    for _ in range(HISTORIES):
        at = datetime(2026, 1, 5, tzinfo=UTC) + timedelta(minutes=chance.randrange(1440))
        card, reviews = Card(), []
        for _ in range(chance.randint(1, LONGEST)):
            rating = chance.choices([1, 2, 3, 4], [2, 2, 5, 2])[0]
            reviews.append(review(at, rating))
            card, _ = REFERENCE.review_card(card, Rating(rating), at)
            assert card.stability is not None
            if card.stability > MOST_STABLE:
                break
            planned = (card.due - at).days
            days = chance.choice([planned, planned, chance.randint(0, planned), min(2 * planned + 3, 900), 0])
            at += timedelta(days=days, minutes=chance.randrange(1, 700))
        found.append(reviews)
    return found


def steps(reviews: list[Review]) -> Iterator[tuple[Card, list[Card], datetime, int]]:
    """By the reference: the card before each review, after each of the four ratings, when, and which was chosen."""
    card = Card()
    for one in reviews:
        at = moment(one["at"])
        four = [REFERENCE.review_card(card, Rating(rating), at)[0] for rating in (1, 2, 3, 4)]
        yield card, four, at, one["rating"]
        card = four[one["rating"] - 1]


def apart(card: Card, away: list[timedelta]) -> list[timedelta]:
    """What ts-fsrs adds to the reference: “hard”, “good” and “easy” of a known card are at least a day apart."""
    if card.state != State.Review:
        return away
    again, hard, good, easy = away
    hard = min(hard, good)
    good = max(good, hard + DAY)
    return [again, hard, good, max(easy, good + DAY)]


@pytest.fixture(scope="module")
def compared() -> list[tuple[list[Review], list[dict[str, Any]]]]:
    generated = histories()
    return list(zip(generated, call(IN_NODE, "told", generated), strict=True))


def test_stability_and_difficulty_are_those_of_the_reference(compared: Any) -> None:
    checked = 0
    for reviews, told in compared:
        for (_, four, _, rating), found in zip(steps(reviews), told, strict=True):
            wanted = four[rating - 1]
            assert found["stability"] == pytest.approx(wanted.stability, rel=TOLERANCE)
            assert found["difficulty"] == pytest.approx(wanted.difficulty, rel=TOLERANCE)
            checked += 1
    assert checked > 10 * HISTORIES


def test_cards_are_due_to_the_minute_when_the_reference_says(compared: Any) -> None:
    unlike = 0
    for reviews, told in compared:
        for (before, four, at, rating), found in zip(steps(reviews), told, strict=True):
            plain = [card.due - at for card in four]
            wanted = apart(before, plain)
            offered = [timedelta(milliseconds=one) for one in found["offered"]]
            assert offered == wanted
            assert timedelta(milliseconds=found["away"]) == wanted[rating - 1]
            assert found["days"] == (0 if wanted[rating - 1] < DAY else wanted[rating - 1].days)
            unlike += wanted != plain
    assert unlike, "no history in which the ratings had to be kept apart"


def test_the_histories_meet_every_state_and_rating(compared: Any) -> None:
    met = {(before.state, rating) for reviews, _ in compared for before, _, _, rating in steps(reviews)}
    assert met == {(state, rating) for state in State for rating in (1, 2, 3, 4)}


def test_the_parameters_are_those_of_both_libraries() -> None:
    found = call(IN_NODE, "parameters")
    assert found["told"]["w"] == found["defaults"] == list(DEFAULT_PARAMETERS)
    assert found["told"]["request_retention"] == REFERENCE.desired_retention
    assert found["told"]["maximum_interval"] == REFERENCE.maximum_interval


def remembered(reviews: list[Review]) -> dict[str, dict[str, Any]]:
    return dict(call(IN_NODE, "remembered", reviews)["$map"])


MORNING = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.mark.parametrize(("hours", "days"), [(11, 0), (12, 1), (23, 1), (25, 1), (35, 1), (36, 2), (47, 2)])
def test_half_a_day_counts_as_a_day(hours: int, days: int) -> None:
    """Who practises at nine on one day and at eight on the next has let a day pass, wherever midnight falls."""
    for start in range(24):
        at = MORNING + timedelta(hours=start)
        first, second = review(at, 4), review(at + timedelta(hours=hours), 3)
        card, _ = REFERENCE.review_card(Card(), Rating.Easy, at)
        wanted, _ = REFERENCE.review_card(card, Rating.Good, at + timedelta(days=days))
        assert remembered([first, second])["term.lead"]["fsrs"]["stability"] == pytest.approx(
            wanted.stability, rel=TOLERANCE
        )


def test_a_rating_that_there_is_not_is_left_out() -> None:
    reviews = [review(MORNING, 3), review(MORNING + DAY, 9), review(MORNING + DAY, 0), review(MORNING + DAY, 2.5)]  # type: ignore[arg-type]
    assert remembered(reviews) == remembered(reviews[:1])


IDS = ["term.a", "term.b", "term.c", "term.d", "spin.e", "spin.f"]
TODAY = {"start": ms(MORNING) - 9 * 3_600_000, "end": ms(MORNING) + 15 * 3_600_000, "now": ms(MORNING)}


def agenda(reviews: list[Review], per_day: int = 20, later: timedelta = timedelta()) -> dict[str, Any]:
    day = TODAY | {"now": ms(MORNING + later)}
    result: dict[str, Any] = call(IN_NODE, "agenda", IDS, reviews, day, per_day)
    return result


def test_nothing_known_yet_gives_new_cards_up_to_the_limit() -> None:
    found = agenda([], per_day=4)
    assert found == {"queue": IDS[:4], "learning": 0, "due": 0, "fresh": 4, "left": 2, "done": 0}


def test_cards_met_today_count_against_the_limit() -> None:
    reviews = [review(MORNING - timedelta(minutes=5), 4, "term.a"), review(MORNING, 4, "term.b")]
    found = agenda(reviews, per_day=3)
    assert found["queue"] == ["term.c"]
    assert (found["fresh"], found["left"], found["done"]) == (1, 3, 2)


def test_cards_of_yesterday_do_not_count_against_it() -> None:
    found = agenda([review(MORNING - DAY, 4, "term.a")], per_day=1)
    assert (found["queue"], found["due"], found["done"]) == (["term.b"], 0, 0)


def test_no_new_cards_when_there_shall_be_none() -> None:
    assert agenda([], per_day=0) == {"queue": [], "learning": 0, "due": 0, "fresh": 0, "left": 6, "done": 0}


def test_learning_comes_before_repeating_and_repeating_before_new_cards() -> None:
    reviews = [
        review(MORNING - 9 * DAY, 4, "term.c"),  # away for eight days
        review(MORNING - 8 * DAY, 4, "term.b"),
        review(MORNING - timedelta(minutes=11), 1, "spin.f"),
    ]
    found = agenda(reviews, per_day=2)
    assert found["queue"] == ["spin.f", "term.c", "term.b", "term.a"]
    assert (found["learning"], found["due"], found["fresh"]) == (1, 2, 1)


def test_a_card_is_due_on_its_whole_day() -> None:
    """Due in the evening is due in the morning: a learner has one session a day."""
    evening = review(MORNING - 8 * DAY + timedelta(hours=12), 4, "term.b")
    assert agenda([evening], per_day=0)["queue"] == ["term.b"]
    assert agenda([review(MORNING - 7 * DAY, 4, "term.b")], per_day=0)["queue"] == []


def test_a_card_being_learnt_waits_while_there_is_something_else() -> None:
    again = review(MORNING, 1, "term.a")
    assert agenda([again], per_day=2)["queue"] == ["term.b"]
    assert agenda([again], per_day=2, later=STEP)["queue"] == ["term.a", "term.b"]


def test_a_card_being_learnt_comes_early_when_there_is_nothing_else() -> None:
    found = agenda([review(MORNING, 1, "term.a")], per_day=1)
    assert found == {"queue": ["term.a"], "learning": 1, "due": 0, "fresh": 0, "left": 5, "done": 1}


def test_cards_that_the_playbook_no_longer_has_are_not_asked() -> None:
    found = agenda([review(MORNING - 9 * DAY, 4, "term.gone")], per_day=0)
    assert (found["queue"], found["due"]) == ([], 0)


def test_new_cards_are_of_mixed_topics() -> None:
    ids = [f"objection.{n}" for n in range(4)] + [f"disc.a.{n}" for n in range(2)]
    mixed = call(SCHEDULE, "mixed", ids)
    assert sorted(mixed) == sorted(ids)
    assert mixed == ["objection.0", "disc.a.0", "objection.1", "objection.2", "disc.a.1", "objection.3"]


def test_the_day_is_that_of_the_clock_on_the_device() -> None:
    day = call(IN_NODE, "today", "2026-03-02T09:30:00")
    assert day["end"] - day["start"] == 86_400_000
    assert day["now"] - day["start"] == 9.5 * 3_600_000
