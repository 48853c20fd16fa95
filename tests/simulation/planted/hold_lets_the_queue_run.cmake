# SPDX-License-Identifier: Apache-2.0
# While all sending is held, what is queued already leaves.
set(FILE daemon/dispatcher.cpp)
set(LAW nothing-leaves-while-held)
set(FIND "      choose_alarms(turn, now);
    }
    return turn;")
set(REPLACE "      choose_alarms(turn, now);
    }")
