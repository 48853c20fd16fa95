# SPDX-License-Identifier: Apache-2.0
# A completion leaves messages that are already queued.
set(FILE daemon/store/notice_rows.cpp)
set(LAW silence-after-completion)
set(FIND "    if (state == MessageState::queued) {
      withdraw_message(connection, message, now);
    }
  }
}

void unsilence")
set(REPLACE "    (void)state;
    (void)now;
  }
}

void unsilence")
