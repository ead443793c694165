#include "model/io/readers/IbScan.h"

#include "model/io/TextInput.h"
#include "model/io/readers/IbLine.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace podscape {
namespace {

class IbScanParser
{
public:
    explicit IbScanParser(Report& findings) : m_findings(findings) {}

    Result<IbScan> parse(std::string_view text, Progress& progress)
    {
        LineCursor lines(text);
        std::string_view line;
        while (lines.next(line)) {
            if (lines.number() % 4096 == 0) {
                progress.report(lines.fraction());
                if (progress.stopRequested())
                    return Error{ErrorCode::Cancelled, {}, {}, "the whole file", "that it was stopped", {}};
            }
            IbLine cursor(line, lines.number(), lines.endedWithoutBreak());
            parseLine(line, cursor);
            if (!cursor.ok())
                return cursor.error();
        }
        reportIncomplete();
        return std::move(m_scan);
    }

private:
    void parseLine(std::string_view line, IbLine& cursor)
    {
        constexpr std::string_view kGenerated = "# Topology file: generated on ";
        if (line.starts_with(kGenerated))
            m_scan.generated = trimmed(line.substr(kGenerated.size()));
        else if (line.starts_with('['))
            parsePort(cursor);
        else if (line.starts_with("Switch") || line.starts_with("Ca") || line.starts_with("Rt"))
            parseDevice(cursor);
        else if (!isPassedOver(line))
            cursor.fail("a Switch or Ca line, a port such as [1], or a key such as switchguid=");
    }

    static bool isPassedOver(std::string_view line)
    {
        constexpr std::array<std::string_view, 7> kKeys{"vendid=", "devid=", "sysimgguid=", "switchguid=", "caguid=", "rtguid=", "portguid="};
        return trimmed(line).empty() || line.starts_with('#') || line.starts_with("Chassis") ||
               std::ranges::any_of(kKeys, [&](std::string_view key) { return line.starts_with(key); });
    }

    // Switch	65 "S-2c5eab0300b87b40"		# "MF0;A09-P1-IBLEAF-04-04:MQM9701/U1" enhanced port 0 lid 73 lmc 0
    void parseDevice(IbLine& cursor)
    {
        cursor.skipWord();
        cursor.skipBlanks();
        (void)cursor.number("a number of ports");
        cursor.skipBlanks();
        const std::string_view guid = cursor.guid();
        const std::string_view description = cursor.description();
        if (!cursor.ok())
            return;
        m_current = deviceOf(guid, description);
        IbDevice& device = m_scan.devices[*m_current];
        if (device.line != 0)
            m_findings.add(Severity::Info, "repeated-device", "a device has more than one block; the blocks are joined.", "line " + std::to_string(cursor.number()));
        device.line = cursor.number();
        device.description = description;
    }

    // [1]	"H-e09d7303007a4bd8"[1](e09d7303007a4bd8) 		# "a08-p1-dgx-04-c01 mlx5_5" lid 647 4xNDR
    void parsePort(IbLine& cursor)
    {
        if (!m_current)
            return cursor.fail("a Switch or Ca line before its ports");
        cursor.expect('[');
        IbEnd self{*m_current, cursor.number("a port number")};
        cursor.expect(']');
        cursor.skipPortNames();
        cursor.skipBlanks();
        const std::string_view peerGuid = cursor.guid();
        cursor.expect('[');
        IbEnd peer{0, cursor.number("a port number")};
        cursor.expect(']');
        cursor.skipPortNames();
        const std::string_view description = cursor.description();
        if (!cursor.ok())
            return;
        const std::string_view speed = cursor.lastWord();
        if (cursor.endsFile() && ibSpeed(speed).value == 0)
            return cursor.fail("a speed such as 4xNDR at the end of the line");
        peer.device = deviceOf(peerGuid, description);
        addCable(self, peer, speedOf(speed, cursor.number()), cursor.number());
    }

    BytesPerSecond speedOf(std::string_view word, std::size_t line)
    {
        const BytesPerSecond speed = ibSpeed(word);
        if (speed.value == 0)
            m_findings.add(Severity::DataLoss, "unknown-speed", "the speed of a cable is not understood and counts as unknown.", "line " + std::to_string(line),
                           "Speeds are written like 4xNDR.");
        return speed;
    }

    std::uint32_t deviceOf(std::string_view guid, std::string_view description)
    {
        const auto [entry, isNew] = m_devices.try_emplace(guid, static_cast<std::uint32_t>(m_scan.devices.size()));
        if (isNew)
            m_scan.devices.push_back({guid, description, 0});
        return entry->second;
    }

    static std::uint64_t keyOf(IbEnd end) { return std::uint64_t(end.device) << 32 | end.port; }

    // Every cable is written at both of its ends: the pair of ends is what makes it one.
    void addCable(IbEnd self, IbEnd peer, BytesPerSecond speed, std::size_t line)
    {
        const auto mine = m_cableAt.find(keyOf(self)), theirs = m_cableAt.find(keyOf(peer));
        const bool isKnown = mine != m_cableAt.end() && theirs != m_cableAt.end() && mine->second == theirs->second;
        if (self == peer || (!isKnown && (mine != m_cableAt.end() || theirs != m_cableAt.end()))) {
            const std::size_t first = mine != m_cableAt.end() ? m_scan.cables[mine->second].line : theirs != m_cableAt.end() ? m_scan.cables[theirs->second].line : line;
            m_findings.add(Severity::DataLoss, "contradiction", "a port is joined to two different ports; the first cable is kept.",
                           "line " + std::to_string(line) + " against line " + std::to_string(first), "The fabric may have changed during the scan; run ibnetdiscover again.");
            return;
        }
        if (!isKnown) {
            const auto index = static_cast<std::uint32_t>(m_scan.cables.size());
            m_scan.cables.push_back({self, peer, speed, line, false});
            m_cableAt[keyOf(self)] = m_cableAt[keyOf(peer)] = index;
            return;
        }
        IbCable& cable = m_scan.cables[mine->second];
        cable.seenFromBoth = cable.seenFromBoth || cable.a == peer;
        if (cable.perDirection != speed && cable.perDirection.value > 0 && speed.value > 0) {
            m_findings.add(Severity::Info, "two-speeds", "the two ends of a cable say different speeds; the lower one is kept.", "line " + std::to_string(line));
            cable.perDirection = std::min(cable.perDirection, speed);
        }
    }

    void reportIncomplete()
    {
        for (const IbCable& cable : m_scan.cables) {
            const IbDevice& peer = m_scan.devices[cable.b.device];
            if (!cable.seenFromBoth && peer.line != 0)
                m_findings.add(Severity::Info, "one-sided-cable", "a cable is written at one of its ends only.", "line " + std::to_string(cable.line));
            if (peer.line == 0)
                m_findings.add(Severity::Info, "missing-block", "a cable leads to a device that has no block of its own; it is kept under the name the cable gives.",
                               "line " + std::to_string(cable.line), "The scan may be partial.");
        }
    }

    Report& m_findings;
    IbScan m_scan;
    std::optional<std::uint32_t> m_current;
    std::unordered_map<std::string_view, std::uint32_t> m_devices;      // by GUID
    std::unordered_map<std::uint64_t, std::uint32_t> m_cableAt;         // by keyOf(end)
};

} // namespace

Result<IbScan> parseIbScan(std::string_view text, Report& findings, Progress& progress)
{
    return IbScanParser(findings).parse(text, progress);
}

BytesPerSecond ibSpeed(std::string_view text)
{
    // Gb/s of data per lane, after line coding (InfiniBand Trade Association roadmap; FDR10 is NVIDIA's 40 Gb/s form of FDR).
    struct Rate { std::string_view name; double gigabits; };
    constexpr std::array kRates{Rate{"SDR", 2}, Rate{"DDR", 4}, Rate{"QDR", 8}, Rate{"FDR10", 10}, Rate{"FDR", 13.6},
                                Rate{"EDR", 25}, Rate{"HDR", 50}, Rate{"NDR", 100}, Rate{"XDR", 200}};
    const std::size_t x = text.find('x');
    const auto lanes = parseWhole(text.substr(0, x));
    if (x == std::string_view::npos || !lanes || (*lanes != 1 && *lanes != 2 && *lanes != 4 && *lanes != 8 && *lanes != 12))
        return {};
    const auto rate = std::ranges::find(kRates, text.substr(x + 1), &Rate::name);
    return rate == kRates.end() ? BytesPerSecond{} : BytesPerSecond{static_cast<double>(*lanes) * rate->gigabits * 1e9 / 8};
}

} // namespace podscape
