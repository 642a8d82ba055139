"""Edit: import your own, edit it, export it."""

from geodata.app.case_head import case_section, show_case_head, show_start
from geodata.app.claim_panels import show_page_heading
from geodata.app.export_page import show_export
from geodata.app.import_page import show_import
from geodata.app.record_forms import show_records
from geodata.app.session_state import go_on, start, write_address
from geodata.app.words import shared_words as say

opened = start(say.EDIT)
write_address()
show_page_heading(opened, say.EDIT)
show_case_head(opened)
section = case_section()
if section == "start":
    show_start()
elif section == "import":
    show_import()
elif section == "export":
    show_export(opened)
else:
    show_records(opened)
go_on()
