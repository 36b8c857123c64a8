"""What may be published of a table of counts so that nobody is pointed at (che số nhỏ)?"""
