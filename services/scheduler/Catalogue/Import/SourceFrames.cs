using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Sync.Ledger;
using Sync.Scheduler.Books;

namespace Sync.Scheduler.Catalogue.Import;

/// <summary>Frames that were taken before: history with its verdicts. They belong to no night of ours, so they aren't counted again.</summary>
internal static partial class SourceFrames
{
    private static readonly string[] States = ["Pending", "Accepted", "Rejected"];

    /// <returns>whether it was written</returns>
    public static bool Put(Transaction t, SourceRow row, Guid? planId, Guid? targetId, int version, List<string> left)
    {
        if (Grading(row, version) is not { } state)
        {
            left.Add($"{row.Name} was left: its grading status is {row.Text("gradingStatus") ?? row.Text("accepted") ?? "missing"}, known are 0 to 2.");
            return false;
        }

        var profile = SourceTemplates.ProfileOf(row);
        var frame = Values(row, profile, planId, targetId, state);
        if (t.Execute("update frame set state = @state, reason = @reason, plan_id = @plan, target_id = @target where frame_id = @frame and night_id is null", frame) == 0)
        {
            t.Execute(
                """
                insert into frame (frame_id, camera, plan_id, target_id, path, opened, closed, exposure_seconds, filter, gain, binning,
                    state, reason, disturbed, stars, hfr_pixels, fwhm_pixels)
                select @frame, @camera, @plan, @target, @path, @opened, @closed, @exposure, @filter, @gain, @binning, @state, @reason, 0,
                    @stars, @hfr, @fwhm
                where not exists (select 1 from frame where frame_id = @frame)
                """,
                frame);
        }

        return true;
    }

    /// <summary>Before version 17 the column was a plain yes or no.</summary>
    private static string? Grading(SourceRow row, int version)
    {
        if (row.Number("gradingStatus") is { } status)
            return status is 0 or 1 or 2 ? States[(int)status] : null;
        return version < 17 && row.Number("accepted") is { } accepted ? (accepted != 0 ? "Accepted" : "Rejected") : null;
    }

    private static object Values(SourceRow row, string profile, Guid? planId, Guid? targetId, string state)
    {
        var metadata = Metadata(row.Text("metadata"));
        var seconds = Number(metadata, "ExposureDuration") ?? 0;
        var opened = Math.Clamp(row.Long("acquireddate") ?? 0, 0, 253402300799) * 1000;
        return new
        {
            frame = row.Key(profile).Key(),
            camera = profile.AtMost(100),
            plan = planId?.Key(),
            target = targetId?.Key(),
            path = (Text(metadata, "FileName") ?? "").AtMost(1000),
            opened,
            closed = opened + (long)(Math.Clamp(seconds, 0, 86400) * 1000),
            exposure = seconds,
            filter = row.Text("filtername").AtMost(100),
            gain = Whole(metadata, "Gain") is { } gain and >= 0 ? gain : default(int?),
            binning = Binning(Text(metadata, "Binning")),
            state,
            reason = row.Text("rejectreason") is { Length: > 0 } reason && state != "Accepted" ? reason.AtMost(400) : null,
            stars = Whole(metadata, "DetectedStars") is { } stars and >= 0 ? stars : default(int?),
            hfr = Number(metadata, "HFR"),
            fwhm = Number(metadata, "FWHM"),
        };
    }

    /// <summary>Its writer puts bare NaN where it has no number, which is no JSON; such values, and broken texts, are missing here.</summary>
    private static JsonElement Metadata(string? json)
    {
        try
        {
            using var document = JsonDocument.Parse(NoNumber().Replace(json ?? "", ": null"));
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }

    [GeneratedRegex(":\\s*(NaN|-?Infinity)")]
    private static partial Regex NoNumber();

    private static JsonElement? Member(JsonElement metadata, string name) =>
        metadata.ValueKind == JsonValueKind.Object && metadata.TryGetProperty(name, out var value) ? value : null;

    private static string? Text(JsonElement metadata, string name) =>
        Member(metadata, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static double? Number(JsonElement metadata, string name) =>
        Member(metadata, name) is { ValueKind: JsonValueKind.Number } number && double.IsFinite(number.GetDouble()) ? number.GetDouble() : null;

    private static int? Whole(JsonElement metadata, string name) =>
        Number(metadata, name) is { } number and > int.MinValue and < int.MaxValue ? (int)number : null;

    /// <summary>"2x2" is 2.</summary>
    private static int Binning(string? text) =>
        int.TryParse(text?.Split('x')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var binning) && binning > 0 ? binning : 1;
}
