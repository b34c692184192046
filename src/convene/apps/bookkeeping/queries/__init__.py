"""What goes out into a workbook, and what one that came back says."""
