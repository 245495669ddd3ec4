"""What people touch: functions that give derivatives, and the objects they return."""
