#include "widgets/scene/BundleBuilder.h"

#include "model/layout/LatticeGap.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

namespace podscape {

namespace {

UnitRef smallestWith(const UnitTree& tree, UnitRef a, UnitRef b)
{
    const auto level = std::min(a.level, b.level);
    a = tree.ancestor(a, level);
    b = tree.ancestor(b, level);
    while (a != b) {
        a = tree.parent(a);
        b = tree.parent(b);
    }
    return a;
}

// An arc beside a box: leaves it through the side that its middle is nearest to, upwards where two are as near, and rises above it the higher the
// deeper it lies, so that arcs of neighbours do not hide each other.
Eigen::Vector3f roundTheSide(const Eigen::Vector3f& from, const Eigen::Vector3f& to, const Box& box)
{
    const Eigen::Vector3f along = to - from, middle = (from + to) / 2;
    int main = 0;
    along.cwiseAbs().maxCoeff(&main);
    Eigen::Vector3f outward = Eigen::Vector3f::Zero();
    float depth = std::numeric_limits<float>::max();
    for (const int axis : {2, 1, 0})
        for (const int sign : {1, -1}) {
            const float away = sign > 0 ? box.max()[axis] - middle[axis] : middle[axis] - box.min()[axis];
            if (axis != main && away < 0.999f * depth) {
                depth = away;
                outward = Eigen::Vector3f::Unit(axis) * float(sign);
            }
        }
    return outward * (1.2f * std::max(depth, 0.f) + 0.1f * along.norm());
}

} // namespace

std::uint32_t PairNumbers::of(std::uint64_t pair, bool& isNew)
{
    if (2 * m_size >= m_slots.size())
        grow();
    const std::size_t mask = m_slots.size() - 1;
    std::size_t slot = static_cast<std::size_t>((pair * 0x9E37'79B9'7F4A'7C15u) >> 20) & mask;   // Fibonacci hashing (Knuth, vol. 3, §6.4)
    while (m_slots[slot].pair != kEmpty && m_slots[slot].pair != pair)
        slot = (slot + 1) & mask;
    isNew = m_slots[slot].pair == kEmpty;
    if (isNew)
        m_slots[slot] = {pair, static_cast<std::uint32_t>(m_size++)};
    return m_slots[slot].number;
}

void PairNumbers::grow()
{
    std::vector<Slot> before(m_slots.size() * 2, {kEmpty, 0});
    before.swap(m_slots);
    const std::size_t mask = m_slots.size() - 1;
    for (const Slot& old : before) {
        if (old.pair == kEmpty)
            continue;
        std::size_t slot = static_cast<std::size_t>((old.pair * 0x9E37'79B9'7F4A'7C15u) >> 20) & mask;
        while (m_slots[slot].pair != kEmpty)
            slot = (slot + 1) & mask;
        m_slots[slot] = old;
    }
}

BundleBuilder::BundleBuilder(const Fabric& fabric, const Layout& layout, const SwitchPlaces& switches, const EndLadder& ladder, bool throughCircuits)
    : m_fabric(fabric), m_layout(layout), m_switches(switches), m_ladder(ladder), m_throughCircuits(throughCircuits)
{
}

std::uint32_t BundleBuilder::endOf(std::uint32_t node) const
{
    if (!m_fabric.isSwitch(node))
        return m_ladder.unitOf(node);
    const std::uint32_t index = node - m_fabric.endpointCount();
    const std::uint32_t mark = index < m_switches.markOf.size() ? m_switches.markOf[index] : SwitchPlaces::kNoMark;
    return mark == SwitchPlaces::kNoMark ? kNowhere : mark | kMarkBit;   // adapters are nowhere to be seen, nor are their links
}

void BundleBuilder::add(std::uint32_t link)
{
    const std::uint32_t a = endOf(m_fabric.linkA()[link]), b = endOf(m_fabric.linkB()[link]);
    if (const auto circuit = m_throughCircuits ? m_fabric.circuitSwitchOf(link) : std::nullopt) {
        const std::uint32_t middle = endOf(m_fabric.endpointCount() + *circuit);
        addHalf(link, a, middle, 0);
        addHalf(link, b, middle, 1);
    } else {
        addHalf(link, a, b, 0);
    }
}

void BundleBuilder::addHalf(std::uint32_t link, std::uint32_t a, std::uint32_t b, std::size_t half)
{
    if (a == b || a == kNowhere || b == kNowhere)
        return;
    const std::uint64_t key = std::uint64_t(std::min(a, b)) << 32 | std::max(a, b);
    const std::size_t slot = half + 2 * (m_fabric.linkGroup()[link] & 3u);
    if (key != m_lastKey[slot]) {   // 0 is no pair: both ends would be the same
        bool isNew = false;
        m_lastKey[slot] = key;
        m_lastNumber[slot] = m_numbers.of(key, isNew);
        if (isNew)
            m_pairs.push_back({std::min(a, b), std::max(a, b), link});
    }
    m_members.push_back({link, m_lastNumber[slot]});
}

unsigned BundleBuilder::kindOf(const Pair& pair) const
{
    const auto kind = [&](std::uint32_t end) { return end & kMarkBit ? 1u + m_switches.marks[end & ~kMarkBit].tier : 0u; };
    return kind(pair.a) * 257 + kind(pair.b);
}

std::uint32_t BundleBuilder::groupOf(std::uint32_t end, Steps steps) const
{
    return end & kMarkBit ? m_ladder.markGroup(end & ~kMarkBit, steps.mark) | kMarkBit : m_ladder.unitGroup(end, steps.unit);
}

bool BundleBuilder::fits(const std::vector<Pair>& pairs, Steps steps, std::size_t most) const
{
    PairNumbers numbers;
    for (const Pair& pair : pairs) {
        const std::uint32_t a = groupOf(pair.a, steps), b = groupOf(pair.b, steps);
        bool isNew = false;
        if (a != b)
            (void)numbers.of(std::uint64_t(std::min(a, b)) << 32 | std::max(a, b), isNew);
        if (numbers.size() > most)
            return false;
    }
    return true;
}

// Takes the side with more ends one step coarser until the lines are few enough.
BundleBuilder::Steps BundleBuilder::stepsFor(const std::vector<Pair>& pairs, std::size_t most) const
{
    Steps steps;
    std::vector<bool> seen;
    const auto ends = [&](bool marks) {
        seen.assign(marks ? m_switches.marks.size() : m_ladder.unitCount(), false);
        std::size_t count = 0;
        for (const Pair& pair : pairs)
            for (const std::uint32_t end : {pair.a, pair.b})
                if (((end & kMarkBit) != 0) == marks)
                    if (const std::uint32_t group = groupOf(end, steps) & ~kMarkBit; !seen[group]) {
                        seen[group] = true;
                        ++count;
                    }
        return count;
    };
    while (!fits(pairs, steps, most)) {
        const bool moreUnits = steps.unit + 1 < m_ladder.unitSteps(), moreMarks = steps.mark + 1 < m_ladder.markSteps();
        if (!moreUnits && !moreMarks)
            break;
        if (moreUnits && (!moreMarks || ends(false) >= ends(true)))
            ++steps.unit;
        else
            ++steps.mark;
    }
    return steps;
}

UnitRef BundleBuilder::unitOf(std::uint32_t group, Steps steps) const
{
    return group & kMarkBit ? m_switches.marks[group & ~kMarkBit].region : m_ladder.unitAt(group, steps.unit);
}

Eigen::Vector3f BundleBuilder::centreOf(std::uint32_t group, Steps steps) const
{
    return group & kMarkBit ? m_ladder.markCentre(group & ~kMarkBit, steps.mark) : m_ladder.unitCentre(group, steps.unit);
}

// Over racks a link rises by a fifth of its length, over tiles by less. In a lattice only links that jump further than to a neighbour are arcs:
// around the nearest side of the unit that holds them, so that wrap-around shows outside of it.
Eigen::Vector3f BundleBuilder::bulgeOf(const LinkBundle& bundle, UnitRef end, const UnitTree& tree)
{
    const Eigen::Vector3f along = bundle.to - bundle.from;
    if (m_layout.arrangement == Arrangement::Physical)
        return {0, 0, 0.18f * along.norm()};
    const bool isLattice = m_layout.arrangement == Arrangement::Lattice;
    const float step = isLattice ? 1.1f * boxOf(end, tree).sizes().maxCoeff() + kLatticeBlockGap : 1.6f * m_layout.blocks.front().size.maxCoeff();
    if (along.norm() <= step)
        return Eigen::Vector3f::Zero();
    return isLattice ? roundTheSide(bundle.from, bundle.to, boxOf(bundle.within, tree)) : Eigen::Vector3f(0, 0, 0.12f * along.norm());
}

const Box& BundleBuilder::boxOf(UnitRef unit, const UnitTree& tree)
{
    const auto [at, isNew] = m_boxes.try_emplace(unit);
    if (isNew)
        at->second = m_layout.boxOf(unit, tree);
    return at->second;
}

std::string BundleBuilder::finish(std::size_t most, bool isSelected, const UnitTree& tree, LinkBundles& into)
{
    std::map<unsigned, std::vector<std::uint32_t>> byKind;   // numbers of pairs
    for (std::uint32_t p = 0; p < m_pairs.size(); ++p)
        byKind[kindOf(m_pairs[p])].push_back(p);
    std::vector<std::vector<std::uint32_t>> kinds;
    for (auto& [kind, members] : byKind)
        kinds.push_back(std::move(members));
    std::ranges::stable_sort(kinds, {}, &std::vector<std::uint32_t>::size);   // what the small kinds leave of their share the large ones may use
    constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
    std::vector<std::uint32_t> bundleOfPair(m_pairs.size(), kNone);
    std::set<std::pair<unsigned, std::uint32_t>> barred;
    unsigned coarsest = 0;
    std::size_t left = most, kindsLeft = kinds.size();
    for (const std::vector<std::uint32_t>& members : kinds) {
        std::vector<Pair> pairs;
        for (const std::uint32_t p : members)
            pairs.push_back(m_pairs[p]);
        const Steps steps = stepsFor(pairs, left / kindsLeft--);
        coarsest = std::max(coarsest, steps.unit);
        PairNumbers numbers;
        const auto firstBundle = static_cast<std::uint32_t>(into.m_bundles.size());
        for (const std::uint32_t p : members) {
            const std::uint32_t a = groupOf(m_pairs[p].a, steps), b = groupOf(m_pairs[p].b, steps);
            if (a == b)
                continue;
            bool isNew = false;
            bundleOfPair[p] = firstBundle + numbers.of(std::uint64_t(std::min(a, b)) << 32 | std::max(a, b), isNew);
            if (!isNew)
                continue;
            LinkBundle bundle;
            bundle.from = centreOf(a, steps);
            bundle.to = centreOf(b, steps);
            bundle.first = {m_pairs[p].first};
            bundle.isSelected = isSelected;
            bundle.within = smallestWith(tree, unitOf(a, steps), unitOf(b, steps));
            if (!((a | b) & kMarkBit))
                bundle.bulge = bulgeOf(bundle, unitOf(a, steps), tree);
            into.m_bundles.push_back(bundle);
            for (const std::uint32_t end : {a, b})
                if ((end & kMarkBit) && barred.insert({steps.mark, end}).second)
                    if (auto path = m_ladder.markPath(end & ~kMarkBit, steps.mark); path.size() > 1)
                        into.m_bars.push_back(std::move(path));
        }
        left -= std::min(left, numbers.size());
    }
    into.m_members.reserve(into.m_members.size() + m_members.size());
    for (const LinkBundles::Member& member : m_members)
        if (const std::uint32_t bundle = bundleOfPair[member.bundle]; bundle != kNone) {
            ++into.m_bundles[bundle].links;
            into.m_members.push_back({member.link, bundle});
        }
    return coarsest > m_ladder.lastFineStep() ? m_ladder.unitWords(coarsest) : std::string();
}

} // namespace podscape
