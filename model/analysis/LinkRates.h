#pragma once

#include "model/base/Units.h"
#include "model/cluster/Fabric.h"

namespace podscape {

// Rates of a fabric's links as the file said them, B/s per direction. Neighbours in number mostly have the same one, and finding the shortest decimal of
// a float takes longer than all else that is done with it.
class LinkRates
{
public:
    explicit LinkRates(const Fabric& fabric) : m_rates(fabric.linkBandwidth()) {}

    [[nodiscard]] double operator()(std::uint32_t link)
    {
        if (m_rates[link] != m_last) {
            m_last = m_rates[link];
            m_decimal = decimalOf(m_last);
        }
        return m_decimal;
    }

private:
    std::span<const float> m_rates;
    float m_last = 0;
    double m_decimal = 0;
};

} // namespace podscape
