using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Sync.Devices.Rig;

namespace Sync.Host.Commands;

/// <summary>Options that several commands have.</summary>
internal static class Options
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static Option<DirectoryInfo> Folder() => new("--data")
    {
        Description = "Folder of the catalogue, the frames and the database.",
        HelpName = "DIR",
        DefaultValueFactory = _ => new DirectoryInfo("night"),
    };

    public static Option<bool> AsJson() => new("--json") { Description = "Print one JSON document and nothing else." };

    public static Option<FileInfo?> Rig() => new("--rig") { Description = "The rig: a JSON file as deploy/config/indi.json.", HelpName = "FILE" };

    public static Option<int> Cameras() => new("--cameras")
    {
        Description = "Number of simulated cameras, 1 to 64.",
        HelpName = "N",
        DefaultValueFactory = _ => 3,
    };

    public static Option<string?> Site() => new("--site")
    {
        Description = "Where the telescopes stand, in degrees and metres.",
        HelpName = "LAT,LON[,ELEVATION]",
    };

    public static Option<string?> Evening() => new("--night") { Description = "The evening on which the night begins.", HelpName = "YYYY-MM-DD" };

    public static int ParseCameras(int cameras) =>
        cameras is >= 1 and <= 64 ? cameras : throw new SettingException($"--cameras is {cameras}; allowed is 1 to 64.");

    public static string ParseFolder(DirectoryInfo folder) => File.Exists(folder.FullName)
        ? throw new SettingException($"--data is {folder.FullName}, which is a file; allowed is a folder.")
        : folder.FullName;

    public static SiteDescription? ParseSite(string? text)
    {
        if (text is null)
            return null;
        var parts = text.Split(',').Select(p => double.TryParse(p, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? n : double.NaN).ToArray();
        if (parts.Length is < 2 or > 3 || !(Math.Abs(parts[0]) <= 90) || !(Math.Abs(parts[1]) <= 180) || (parts.Length == 3 && !(parts[2] is >= -500 and <= 9000)))
            throw new SettingException($"--site is {text}; allowed is LATITUDE,LONGITUDE[,ELEVATION], -90 to 90 and -180 to 180 degrees and -500 to 9000 m, such as 47.1,11.4,600.");
        return new() { Name = text, LatitudeDegrees = parts[0], LongitudeDegrees = parts[1], ElevationMetres = parts.Length == 3 ? parts[2] : 0 };
    }

    public static DateOnly? ParseEvening(string? text)
    {
        if (text is null)
            return null;
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var evening) || evening.Year is < 1950 or > 2100)
            throw new SettingException($"--night is {text}; allowed is a date such as 2026-11-20, from 1950 to 2100.");
        return evening;
    }
}
