using System.Text;
using static Sync.Tests.Devices.Indi.RecordedExchange;

namespace Sync.Tests.Devices.Indi;

/// <summary>What a camera's driver says, piece by piece.</summary>
internal static class CameraScript
{
    public const string Name = "Camera A";

    public static readonly string[] Needed =
    [
        Number("def", Name, "CCD_INFO", "Idle", ("CCD_MAX_X", "4"), ("CCD_MAX_Y", "2"), ("CCD_PIXEL_SIZE", "3.76")),
        Number("def", Name, "CCD_EXPOSURE", "Idle", ("CCD_EXPOSURE_VALUE", "0")),
        Switch("def", Name, "CCD_ABORT_EXPOSURE", "Idle", ("ABORT", "Off")),
        Vector("def", "BLOB", Name, "CCD1", "Idle", ("CCD1", "")),
    ];

    public static RecordedExchange Exposure(params string[] replies) => new(
        "<newNumberVector device=\"Camera A\" name=\"CCD_EXPOSURE\"><oneNumber name=\"CCD_EXPOSURE_VALUE\">2</oneNumber></newNumberVector>", replies);

    public static string Busy(string remaining) => State("Busy", remaining);

    public static string State(string state, string remaining) => Number("set", Name, "CCD_EXPOSURE", state, ("CCD_EXPOSURE_VALUE", remaining));

    public static string Blob(byte[] bytes, string format = ".fits") =>
        $"<setBLOBVector device=\"{Name}\" name=\"CCD1\" state=\"Ok\"><oneBLOB name=\"CCD1\" size=\"{bytes.Length}\" format=\"{format}\">\n"
        + $"{Convert.ToBase64String(bytes)}\n</oneBLOB></setBLOBVector>\n";

    public static byte[] Fits(int width, int height, ushort[] pixels)
    {
        string[] cards = ["SIMPLE  = T", "BITPIX  = 16", "NAXIS   = 2", $"NAXIS1  = {width}", $"NAXIS2  = {height}", "BZERO   = 32768", "END"];
        var header = string.Concat(cards.Select(c => c.PadRight(80))).PadRight(2880);
        var values = new byte[(2 * pixels.Length + 2879) / 2880 * 2880];
        for (var i = 0; i < pixels.Length; i++)
        {
            var stored = pixels[i] - 32768;
            values[2 * i] = (byte)(stored >> 8);
            values[(2 * i) + 1] = (byte)stored;
        }
        return [.. Encoding.ASCII.GetBytes(header), .. values];
    }
}
