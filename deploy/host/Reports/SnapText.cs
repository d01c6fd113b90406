using System.Globalization;
using Sync.CameraAgent.Snaps;
using Sync.Measure;

namespace Sync.Host.Reports;

/// <summary>What a single frame shows.</summary>
internal static class SnapText
{
    /// <param name="file">where it is</param>
    /// <param name="preview">where its picture is</param>
    /// <param name="snap">the frame</param>
    /// <param name="measured">its stars</param>
    public static IEnumerable<string> Lines(string file, string preview, Snapshot snap, FrameMeasurement measured)
    {
        yield return Invariant($"{file}: {snap.Image.Width} × {snap.Image.Height} px, {snap.Shutter.Length.TotalSeconds:0.###} s{(snap.Filter is { } filter ? $", {filter}" : "")}");
        yield return $"{preview}: the same to look at";
        yield return Invariant($"stars {measured.Stars}{(measured.Saturated > 0 ? $", {measured.Saturated} of them saturated" : "")}");
        if (measured.HfrPixels is { } hfr && measured.FwhmPixels is { } fwhm)
            yield return Invariant($"HFR {hfr:0.00} px, FWHM {fwhm:0.00} px, elongation {measured.Elongation:0.00}");
        yield return Invariant($"background {measured.Background:0} ± {measured.Noise:0.0} ADU");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
