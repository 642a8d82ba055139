"""Case: bring your own, change it, take it away again."""

from geodata.app.case_head import case_section, show_case_head
from geodata.app.claim_panels import show_page_heading
from geodata.app.export_page import show_taking
from geodata.app.import_page import show_bringing
from geodata.app.record_forms import show_records
from geodata.app.session_state import go_on, start, write_address

opened = start("Case")
write_address()
show_page_heading(opened, "Case")
show_case_head(opened)
section = case_section()
if section == "Bring in":
    show_bringing()
elif section == "Take away":
    show_taking(opened)
else:
    show_records(opened)
go_on()
