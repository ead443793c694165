#include "widgets/scene/DeviceColors.h"

namespace podscape {

namespace {

//                                                     switch              power               cooling             network             circuit             storage
constexpr std::array<Rgb, kDeviceKinds> kDark{Rgb{0x80, 0x6C, 0xA8}, Rgb{0x92, 0x76, 0x44}, Rgb{0x3E, 0x86, 0x82}, Rgb{0x5F, 0x8A, 0x55}, Rgb{0xA4, 0x5F, 0x7E}, Rgb{0x74, 0x74, 0x74}};
constexpr std::array<Rgb, kDeviceKinds> kLight{Rgb{0xA9, 0x97, 0xD0}, Rgb{0xD2, 0xB0, 0x74}, Rgb{0x6F, 0xBB, 0xB4}, Rgb{0x95, 0xC2, 0x88}, Rgb{0xDB, 0x92, 0xAE}, Rgb{0xAE, 0xAE, 0xAE}};

} // namespace

const std::array<Rgb, kDeviceKinds>& deviceColors(ThemeName theme)
{
    return theme == ThemeName::Dark ? kDark : kLight;
}

std::string deviceWord(std::int32_t content)
{
    switch (content) {
    case kCellSwitch: return "switch tray";
    case kCellPower: return "power shelf";
    case kCellCooling: return "coolant unit";
    case kCellNetwork: return "network switch";
    case kCellCircuit: return "optical switch";
    case kCellStorage: return "storage";
    default: return {};
    }
}

} // namespace podscape
