// SPDX-License-Identifier: Apache-2.0
// The fields of bodies, once for whoever reads them and for the table of routes; those of acts are
// act_bodies.h's.
#pragma once

#include <string>
#include <vector>

namespace dondoc {

using FieldNames = std::vector<std::string>;

/// For whom something is recorded; see read_actor().
inline const FieldNames actor_fields{"as_post", "by"};
inline const FieldNames task_fields{"plan",
                                    "unit",
                                    "title",
                                    "due",
                                    "product",
                                    "document",
                                    "support",
                                    "list",
                                    "list_name",
                                    "as_post",
                                    "by"};
inline const FieldNames leave_fields{"from", "to", "deputy", "as_post", "by"};
inline const FieldNames token_fields{"name", "role", "post", "days"};
inline const FieldNames feed_fields{"of"};
inline const FieldNames hold_fields{"reason"};

}  // namespace dondoc
