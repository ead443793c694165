#pragma once

#include "widgets/scene/EndLadder.h"
#include "widgets/scene/LinkBundles.h"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace podscape {

// Numbers pairs of ends in the order in which they first come. Open addressing: three million links are two million look-ups, and a
// node-based map would take seconds.
class PairNumbers
{
public:
    PairNumbers() : m_slots(1024, {kEmpty, 0}) {}

    // The number of the pair; `isNew` tells whether it got one now.
    std::uint32_t of(std::uint64_t pair, bool& isNew);
    [[nodiscard]] std::size_t size() const { return m_size; }

private:
    static constexpr std::uint64_t kEmpty = ~std::uint64_t{0};   // no pair: both ends would be the same
    struct Slot { std::uint64_t pair; std::uint32_t number; };

    void grow();

    std::vector<Slot> m_slots;
    std::size_t m_size = 0;
};

// Collects links between the finest ends of a ladder, then joins them at ends as coarse as the number of lines demands. Links of one kind
// (endpoint–leaf, leaf–spine …) become coarser together, so that one kind keeps its detail when another has too many.
class BundleBuilder
{
public:
    // With `throughCircuits` a link that runs through an optical circuit switch is drawn as two: up to it and down again.
    BundleBuilder(const Fabric& fabric, const Layout& layout, const SwitchPlaces& switches, const EndLadder& ladder, bool throughCircuits);

    void add(std::uint32_t link);

    // Appends at most `most` bundles. Returns how the coarsest units are called when they are larger than blocks, else nothing.
    std::string finish(std::size_t most, bool isSelected, const UnitTree& tree, LinkBundles& into);

private:
    static constexpr std::uint32_t kMarkBit = 0x8000'0000, kNowhere = 0x7FFF'FFFF;
    struct Pair { std::uint32_t a, b; std::uint32_t first; };   // a mark number with kMarkBit, or a unit
    struct Steps { unsigned unit = 0, mark = 0; };

    [[nodiscard]] std::uint32_t endOf(std::uint32_t node) const;
    void addHalf(std::uint32_t link, std::uint32_t a, std::uint32_t b, std::size_t half);
    [[nodiscard]] unsigned kindOf(const Pair& pair) const;
    [[nodiscard]] std::uint32_t groupOf(std::uint32_t end, Steps steps) const;
    [[nodiscard]] Steps stepsFor(const std::vector<Pair>& pairs, std::size_t most) const;
    [[nodiscard]] bool fits(const std::vector<Pair>& pairs, Steps steps, std::size_t most) const;
    [[nodiscard]] UnitRef unitOf(std::uint32_t group, Steps steps) const;   // the region of a mark
    [[nodiscard]] Eigen::Vector3f centreOf(std::uint32_t group, Steps steps) const;
    [[nodiscard]] Eigen::Vector3f bulgeOf(const LinkBundle& bundle, UnitRef end, const UnitTree& tree);
    [[nodiscard]] const Box& boxOf(UnitRef unit, const UnitTree& tree);

    const Fabric& m_fabric;
    const Layout& m_layout;
    const SwitchPlaces& m_switches;
    const EndLadder& m_ladder;
    bool m_throughCircuits;
    std::map<UnitRef, Box> m_boxes;                 // that were asked for
    std::array<std::uint64_t, 8> m_lastKey{};       // of each half and link group: neighbours along an axis often go the same way
    std::array<std::uint32_t, 8> m_lastNumber{};
    PairNumbers m_numbers;
    std::vector<Pair> m_pairs;
    std::vector<LinkBundles::Member> m_members;   // `bundle` is the number of a pair until finish()
};

} // namespace podscape
