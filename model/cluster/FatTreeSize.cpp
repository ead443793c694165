#include "model/cluster/FatTreeSize.h"

namespace podscape {

FatTreeSize fatTreeSize(std::uint32_t leaves, std::uint32_t uplinksPerLeaf, std::uint32_t ports)
{
    if (leaves < 2 || uplinksPerLeaf == 0 || ports < 2)
        return {};
    if (leaves > ports)
        return {leaves, (leaves + 1) / 2, ports / 2};
    const std::uint64_t cables = std::uint64_t(leaves) * uplinksPerLeaf;
    std::uint32_t spines = static_cast<std::uint32_t>((cables + ports - 1) / ports);
    while (spines < uplinksPerLeaf && uplinksPerLeaf % spines != 0)
        ++spines;
    return {spines, 0, 0};
}

} // namespace podscape
