"""Eligibility (tiêu chuẩn chức danh): does this person meet this standard, on this day, and why not?"""
