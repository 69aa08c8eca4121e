"""An Excel workbook → tables that fit a page."""
