// SPDX-License-Identifier: Apache-2.0
// gmime's objects, for what composes and what reads mail. Nothing else includes it.
#pragma once

#include <memory>

#include <gmime/gmime.h>

namespace dondoc {

struct GmimeUnref {
  void operator()(void* object) const { g_object_unref(object); }
};
template <typename T>
using GmimeObject = std::unique_ptr<T, GmimeUnref>;

inline void init_gmime_once() {
  static const bool done = [] {
    g_mime_init();
    return true;
  }();
  static_cast<void>(done);
}

}  // namespace dondoc
