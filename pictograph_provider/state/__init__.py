"""What Pulumi's state holds of a project: stored data, so its shape changes only with care.

`Declaration` is what the program declares, read from inputs. `Recorded` is what state records,
read from outputs, or from old inputs where the engine gives no more. Both are made once, where
the engine's plain values come in; all that follows takes the objects.
"""
