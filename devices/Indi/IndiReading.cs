namespace Sync.Devices.Indi;

/// <summary>Reads numbers that must be believable.</summary>
internal static class IndiReading
{
    /// <exception cref="DeviceException">no such number, or it is beyond these ends; the message says what it was</exception>
    public static double Within(IndiConnection line, string property, string member, double lowest, double highest)
    {
        var told = line.Number(property, member);
        return told >= lowest && told <= highest
            ? told
            : throw new DeviceException(line.Device, FormattableString.Invariant($"tells {property}.{member} {told:G9}; {lowest} to {highest} is allowed"));
    }

    /// <inheritdoc cref="Within"/>
    public static int Whole(IndiConnection line, string property, string member, int lowest, int highest) =>
        (int)Math.Round(Within(line, property, member, lowest, highest));
}
