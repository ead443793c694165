#pragma once

#include "model/base/Report.h"
#include "model/base/Result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace podscape {

// One "SwitchName=…" or "BlockName=…" of a topology.conf, lists expanded, names as indices.
struct SlurmEntry
{
    std::string name;
    std::size_t line = 0;
    std::vector<std::uint32_t> children;       // indices into SlurmConf::entries; switches only
    std::vector<std::uint32_t> nodes;          // indices into SlurmConf::nodeNames
};

struct SlurmConf
{
    enum class Kind { Tree, Block };

    Kind kind = Kind::Tree;
    std::vector<SlurmEntry> entries;           // in the order of the file, which need not be top-down
    std::vector<std::string> nodeNames;        // in order of first appearance
    std::string blockSizes;                    // "8,16,32"; blocks only
};

// Slurm's topology.conf, tree or block form: "Key=Value" words, keys in any case, # comments, a backslash joins lines. Errors have
// line:column and no subject.
[[nodiscard]] Result<SlurmConf> parseSlurmConf(std::string_view text, Report& findings);

} // namespace podscape
