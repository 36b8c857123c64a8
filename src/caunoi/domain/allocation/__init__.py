"""Who gets which seat, when, within the budget? (phân bổ: ai học lớp nào, khi nào, trong kinh phí)."""
