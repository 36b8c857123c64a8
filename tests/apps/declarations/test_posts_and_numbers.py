"""A post the file does not have, and an identity number put right: said with its paper, confirmed by another."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from caunoi.apps.cadres.models import Cadre, Posting, PostingEvidence
from caunoi.apps.declarations.choices import Group
from caunoi.apps.declarations.models import DeclaredItem
from caunoi.apps.declarations.presenters.words import text_of
from caunoi.apps.declarations.selectors.questions import IDENTITY
from caunoi.apps.declarations.services import checking, saying
from caunoi.apps.declarations.services.scans import open_item_scan
from caunoi.foundation.errors import Forbidden, Refused
from tests.apps.accounts.people import make_grant, make_user
from tests.apps.declarations.rounds import HANDED, accept, all_same, item_of, opened, person, sheet_of
from tests.factories.cadres import all_of, make_cadre, make_province

pytestmark = pytest.mark.django_db
NUMBER = "024085000111"


@pytest.fixture
def land() -> dict[str, Any]:
    return make_province()


@pytest.fixture
def cadre(land) -> Cadre:
    return person(land["xuan_huong"], identity_number="024085000999")


@pytest.fixture
def me(cadre, actor_with) -> Any:
    return actor_with("canbo", reach="self", subject_id=cadre.pk)


@pytest.fixture
def board(land, actor_with) -> Any:
    return actor_with("btc", land["province"])


@pytest.fixture
def clerk(land, actor_with) -> Any:
    return actor_with("xa", land["xuan_huong"])


def post(land: Any, **said: Any) -> dict[str, Any]:
    return {
        "title_code": "CX-ND", "unit_id": str(land["xuan_huong"].pk), "kind": "concurrent",
        "valid_from": "2019-05-01", "valid_to": "", "decision": "12/QĐ", **said,
    }  # fmt: skip


def say_number(me: Any, cadre: Cadre, number: str = NUMBER, handed: Any = HANDED) -> DeclaredItem:
    opened(cadre.custodian, [Group.IDENTITY])
    saying.say_changed(
        actor=me, declaration=sheet_of(cadre), key=IDENTITY, values={"identity_number": number}, handed=handed
    )
    saying.send(actor=me, declaration=sheet_of(cadre))
    return item_of(cadre, IDENTITY)


def test_a_post_the_file_does_not_have_is_accepted_with_its_scan(land, cadre, me, clerk) -> None:
    opened(land["xuan_huong"], [Group.POSTS])
    number = uuid4()
    for _twice in range(2):
        saying.say_new_post(
            actor=me, declaration=sheet_of(cadre), number=number, values=post(land), handed=HANDED
        )
    all_same(me, cadre)
    saying.send(actor=me, declaration=sheet_of(cadre))

    accept(clerk, item_of(cadre, f"post:new:{number}"))

    held = [each for each in all_of(Posting, cadre=cadre) if each.title_code == "CX-ND"]
    assert [(each.valid_from, each.kind, each.decision) for each in held] == [
        (date(2019, 5, 1), "concurrent", "12/QĐ")
    ]
    assert len(all_of(PostingEvidence, fact=held[0])) == 1


def test_a_second_main_post_comes_back_with_its_reason(land, cadre, me, clerk) -> None:
    opened(land["xuan_huong"], [Group.POSTS])
    number = uuid4()
    saying.say_new_post(actor=me, declaration=sheet_of(cadre), number=number, values=post(land, kind="main"))
    all_same(me, cadre)
    saying.send(actor=me, declaration=sheet_of(cadre))
    item = item_of(cadre, f"post:new:{number}")

    with pytest.raises(Refused, match="Đang giữ chức danh chính"):
        accept(clerk, item)
    checking.refuse_item(actor=clerk, item=item, reason="Quyết định ghi là kiêm nhiệm")

    assert item_of(cadre, f"post:new:{number}").reason == "Quyết định ghi là kiêm nhiệm"


def test_a_clerk_takes_nobody_into_another_commune(land, cadre, me, clerk) -> None:
    opened(land["xuan_huong"], [Group.POSTS])
    number = uuid4()
    elsewhere = post(land, unit_id=str(land["dong_son"].pk))
    saying.say_new_post(actor=me, declaration=sheet_of(cadre), number=number, values=elsewhere)
    all_same(me, cadre)
    saying.send(actor=me, declaration=sheet_of(cadre))

    with pytest.raises(Forbidden):
        accept(clerk, item_of(cadre, f"post:new:{number}"))


def test_a_round_that_asks_for_no_posts_takes_none(land, cadre, me) -> None:
    opened(land["xuan_huong"], [Group.CONTACT])

    with pytest.raises(Refused, match="không hỏi chức danh"):
        saying.say_new_post(actor=me, declaration=sheet_of(cadre), number=uuid4(), values=post(land))


def test_a_number_is_put_right_by_the_board_with_the_card_beside_it(cadre, me, board) -> None:
    item = say_number(me, cadre)

    accept(board, item)

    assert all_of(Cadre, pk=cadre.pk)[0].identity_number == NUMBER


def test_a_number_without_the_card_is_not_taken(cadre, me) -> None:
    with pytest.raises(Refused, match="căn cước"):
        say_number(me, cadre, handed=None)


def test_a_number_is_said_by_its_last_digits_and_kept_from_the_clerk(cadre, me, clerk, board) -> None:
    item = say_number(me, cadre)

    assert NUMBER not in text_of(item.key, item.now_said)
    assert item.said == {}
    with pytest.raises(Refused, match="Ban Tổ chức"):
        checking.refuse_item(actor=clerk, item=item, reason="thử")
    with pytest.raises(Forbidden):
        open_item_scan(actor=clerk, item=item)
    assert open_item_scan(actor=board, item=item).content


def test_the_number_of_somebody_else_is_refused_and_nothing_said_of_them(land, cadre, me, board) -> None:
    other = make_cadre(land["dong_son"], "Hoàng Văn Thái", identity_number=NUMBER)
    item = say_number(me, cadre)

    with pytest.raises(Refused) as refusal:
        accept(board, item)

    said = f"{refusal.value.reason} {refusal.value.mend}"
    assert "So lại từng chữ số" in said
    assert not any(word in said for word in (other.full_name, "Thái", "Đồng Sơn", NUMBER, NUMBER[-4:]))


def test_the_forms_stand_on_the_sheet_and_keep_what_was_typed(client, land, cadre) -> None:
    opened(land["xuan_huong"], [Group.POSTS, Group.IDENTITY])
    user = all_of(type(make_user("khac")), subject_id=cadre.pk)[0]
    make_grant(user, "canbo", reach="self")
    client.force_login(user)
    sheet = f"/ke-khai/to/{sheet_of(cadre).pk}/"
    sent = {
        "so": str(uuid4()), "title_code": "CX-ND", "unit_id": "Xã Xuân Hương (07420)", "kind": "concurrent",
        "valid_from": "01/05/2031", "decision": "12/QĐ",
    }  # fmt: skip

    wrong = client.post(f"{sheet}them-chuc-danh/", sent)
    right = client.post(f"{sheet}them-chuc-danh/", {**sent, "valid_from": "01/05/2019"})
    without = client.post(f"{sheet}muc/{IDENTITY}/", {"identity_number": NUMBER})

    assert wrong.status_code == 422
    assert "12/QĐ" in wrong.content.decode()
    assert right.status_code == 302
    assert without.status_code == 422
    assert "Kèm ảnh chụp thẻ căn cước" in without.content.decode()
    assert "024085000999" not in client.get(sheet).content.decode()
