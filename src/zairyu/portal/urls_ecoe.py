"""Addresses of the electronic certificate: its sender's page, its receipt, and the page abroad."""

from django.urls import path

from zairyu.portal.views import abroad, certificate

urlpatterns = [
    path("cases/<str:key>/certificate", certificate.certificate, name="certificate"),
    path("ecoe/<str:key>/", certificate.receipt, name="receipt"),
    path("ecoe/<str:key>/pdf", certificate.receipt_pdf, name="receipt-pdf"),
    path("coe/<str:token>/", abroad.handed_on, name="handed-on"),
    path("coe/<str:token>/pdf", abroad.file, name="handed-on-pdf"),
    path("coe/<str:token>/photo", abroad.photo, name="handed-on-photo"),
]
