#pragma once

#include <string>

namespace podscape {

enum class ErrorCode
{
    Unreadable,   // the file cannot be opened, mapped or inflated
    Syntax,       // the bytes are not in the form that the format prescribes
    Schema,       // a key or column is missing, unknown or of the wrong type
    Value,        // a value is outside what it may be
    Reference,    // something is named that does not exist
    Limit,        // larger than we accept; checked before memory is taken
    Unsupported,  // valid, but nothing we read or do
    Cancelled,    // the user stopped it
};

// Why something could not be done, in parts, so that the window and the terminal show the same sentence.
struct Error
{
    ErrorCode code = ErrorCode::Value;
    std::string subject;   // file as the user named it; empty when there is none
    std::string place;     // "12:4" (line:column), "/levels/2/count" (JSON pointer), "row 17"; may be empty
    std::string expected;  // completes "expected …"
    std::string found;     // completes "found …"
    std::string hint;      // a whole sentence that says what to do; may be empty
};

// "pods/v4.json: /racks/3: expected 8 chips, found 7. Add the chip or set \"chips\" to 7."
[[nodiscard]] std::string toText(const Error& error);

} // namespace podscape
