#pragma once

#include <cstdint>

namespace podscape::synthesis {

// xoshiro256** seeded by splitmix64 (Blackman and Vigna, Scrambled linear pseudorandom number generators, 2021): 64-bit integers only, so
// a seed gives the same day on every machine; the standard library's distributions do not promise that.
class Random
{
public:
    explicit Random(std::uint64_t seed)
    {
        for (std::uint64_t& word : m_state) {
            std::uint64_t z = seed += 0x9E3779B97F4A7C15ull;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
            word = z ^ (z >> 31);
        }
    }

    std::uint64_t next()
    {
        const std::uint64_t result = rotated(m_state[1] * 5, 7) * 9, t = m_state[1] << 17;
        m_state[2] ^= m_state[0];
        m_state[3] ^= m_state[1];
        m_state[1] ^= m_state[2];
        m_state[0] ^= m_state[3];
        m_state[2] ^= t;
        m_state[3] = rotated(m_state[3], 45);
        return result;
    }

    // 0 … bound − 1, every one alike: numbers of the last, incomplete round are drawn again.
    std::uint64_t below(std::uint64_t bound)
    {
        const std::uint64_t excess = (0 - bound) % bound;
        std::uint64_t drawn = next();
        while (drawn < excess)
            drawn = next();
        return drawn % bound;
    }
    std::int64_t between(std::int64_t low, std::int64_t high) { return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low + 1))); }

    // True with probability part / whole.
    bool chance(std::uint64_t part, std::uint64_t whole) { return below(whole) < part; }

private:
    static std::uint64_t rotated(std::uint64_t x, int by) { return (x << by) | (x >> (64 - by)); }
    std::uint64_t m_state[4];
};

} // namespace podscape::synthesis
