#include "widgets/vtk/Image.h"

#include <vtkImageData.h>
#include <vtkNew.h>
#include <vtkPNGWriter.h>
#include <vtkUnsignedCharArray.h>

#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>

namespace podscape {
namespace {

Error unwritable(const std::string& path, std::string found)
{
    return {ErrorCode::Unreadable, path, {}, "a place where a picture can be written", std::move(found), "Choose a folder that exists and that you may write to."};
}

} // namespace

Image halved(const Image& image)
{
    Image half{image.width / 2, image.height / 2, {}};
    half.rgb.resize(std::size_t(half.width) * half.height * 3);
    const std::size_t rowBytes = std::size_t(image.width) * 3;
    for (int y = 0; y < half.height; ++y)
        for (int i = 0; i < half.width * 3; ++i) {
            const std::uint8_t* at = image.rgb.data() + 2 * y * rowBytes + 6 * (i / 3) + i % 3;
            half.rgb[std::size_t(y) * half.width * 3 + i] = static_cast<std::uint8_t>((at[0] + at[3] + at[rowBytes] + at[rowBytes + 3] + 2) / 4);
        }
    return half;
}

std::vector<std::uint8_t> encodePng(const Image& image)
{
    if (image.isEmpty())
        return {};
    vtkNew<vtkImageData> data;
    data->SetDimensions(image.width, image.height, 1);
    data->AllocateScalars(VTK_UNSIGNED_CHAR, 3);
    const std::size_t rowBytes = static_cast<std::size_t>(image.width) * 3;
    for (int y = 0; y < image.height; ++y)   // VTK's first row is the bottom one
        std::memcpy(data->GetScalarPointer(0, image.height - 1 - y, 0), image.rgb.data() + static_cast<std::size_t>(y) * rowBytes, rowBytes);
    vtkNew<vtkPNGWriter> writer;
    writer->SetInputData(data);
    writer->WriteToMemoryOn();
    writer->Write();
    const vtkUnsignedCharArray* result = writer->GetResult();
    const unsigned char* bytes = writer->GetResult()->GetPointer(0);
    return {bytes, bytes + result->GetNumberOfValues()};
}

Status writePng(const Image& image, const std::string& path)
{
    const std::vector<std::uint8_t> png = encodePng(image);
    const std::string beside = path + ".part";
    {
        std::ofstream file(beside, std::ios::binary | std::ios::trunc);
        if (!file)
            return unwritable(path, std::strerror(errno));
        file.write(reinterpret_cast<const char*>(png.data()), static_cast<std::streamsize>(png.size()));
        file.close();
        if (!file) {
            std::remove(beside.c_str());
            return unwritable(path, "a full or failing disk");
        }
    }
    std::error_code failure;
    std::filesystem::rename(beside, path, failure);
    if (failure) {
        std::remove(beside.c_str());
        return unwritable(path, failure.message());
    }
    return Done{};
}

} // namespace podscape
