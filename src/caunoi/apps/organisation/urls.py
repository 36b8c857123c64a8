"""/don-vi/: units over time, and what is to become of them."""

from django.urls import path

from caunoi.apps.organisation.views import households, reorganising, units

app_name = "organisation"
urlpatterns = [
    path("", units.tree, name="tree"),
    path("danh-sach/", units.unit_list, name="list"),
    path("tim/", units.search, name="search"),
    path("goi-y/", units.suggest, name="suggest"),
    path("sap-xep/", reorganising.listing, name="reorganisations"),
    path("sap-xep/lap/", reorganising.start, name="start_reorganisation"),
    path("sap-xep/<uuid:reorganisation_id>/", reorganising.page, name="reorganisation"),
    path("sap-xep/<uuid:reorganisation_id>/van-ban/", reorganising.reword, name="reword_reorganisation"),
    path("sap-xep/<uuid:reorganisation_id>/them/<slug:what>/", reorganising.add, name="add_move"),
    path("sap-xep/<uuid:reorganisation_id>/bot/<int:at>/", reorganising.leave_out, name="leave_out_move"),
    path("sap-xep/<uuid:reorganisation_id>/so-ho/", households.page, name="households"),
    path("sap-xep/<uuid:reorganisation_id>/so-ho/ghi/", households.tell, name="tell_households"),
    path("sap-xep/<uuid:reorganisation_id>/ban-hanh/", reorganising.sign, name="sign_reorganisation"),
    path(
        "sap-xep/<uuid:reorganisation_id>/hoan-tac/", reorganising.take_back, name="take_back_reorganisation"
    ),
    path("sap-xep/<uuid:reorganisation_id>/bo/", reorganising.withdraw, name="withdraw_reorganisation"),
    path("sap-xep/<uuid:reorganisation_id>/lay-lai/", reorganising.take_up, name="take_up_reorganisation"),
    path("<uuid:unit_id>/", units.unit, name="unit"),
]
