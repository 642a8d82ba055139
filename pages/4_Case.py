"""Case: bring your own, change it, take it away again."""

from geodata import ui

opened = ui.start("Case")
ui.write_address()
ui.show_page_heading(opened, "Case")
ui.show_case_head(opened)
section = ui.case_section()
if section == "Bring in":
    ui.show_bringing()
elif section == "Take away":
    ui.show_taking(opened)
else:
    ui.show_records(opened)
ui.go_on()
