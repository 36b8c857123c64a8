"""Administrative units through time, as open data (danh mục đơn vị hành chính): see SOURCES.md."""
