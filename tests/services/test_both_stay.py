"""Two authors change the same reply, and the second one keeps both versions."""

from tests.services.authors import SIMPLE, Author
from trainer.services import drafts
from trainer.services.drafts import Mine


def test_both_versions_of_a_reply_stay_with_their_points_and_ids_of_their_own(
    session, cast, now
):
    author, other = (
        Author(session, cast.supervisor, now),
        Author(session, cast.manager, now),
    )
    draft = author.start()
    theirs = author.replace(draft, "[Hello.]", "[Good day.]")
    mine = SIMPLE.replace("[Hello.]", "[Welcome.]")

    chosen = Mine(version=1, body=mine, choices={0: "both"}, seen=theirs.version)
    saved = drafts.settle(
        session, viewer=other.viewer, slug="simple", mine=chosen, now=other.now
    )

    score = "    - score: deescalation +1\n"
    first = f"- [Welcome.](#resolved) ^s1\n{score}"
    second = f"- [Good day.](#resolved) ^s3\n{score}"
    assert first + second in saved.body
