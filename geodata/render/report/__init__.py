"""What does an editor read: one content as values, set as HTML or as PDF?"""

from geodata.render.html.document import page as report_html
from geodata.render.report.build import report
from geodata.render.report.options import ReportOptions
from geodata.render.report.pdf import report_pdf

__all__ = ["ReportOptions", "report", "report_html", "report_pdf"]
