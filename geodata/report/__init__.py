"""The report on a case for an editor: one content as values, set as HTML or as PDF.

Within it: options -> claims -> places, front, working -> verdicts -> unknown; method; build. pdf. What a
document is made of stands in :mod:`geodata.document`, its HTML is written by :mod:`geodata.markup`.
"""

from geodata.markup import document_page as report_html
from geodata.report.build import report
from geodata.report.options import ReportOptions
from geodata.report.pdf import report_pdf

__all__ = ["ReportOptions", "report", "report_html", "report_pdf"]
