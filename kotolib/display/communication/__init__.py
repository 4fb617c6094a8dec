"""What is told of the programme, to whom and when: the plan, the calendar and texts ready to be sent."""
