using Sync.Astro.Coordinates;
using Sync.Devices.Alpaca;
using Sync.Tests.Devices.Simulated;

namespace Sync.Tests.Devices.Alpaca;

/// <summary>A target that is up: of a real mount by its own sidereal time and site, two hours east of the meridian and half as far from the equator as the zenith.</summary>
internal static class AlpacaTarget
{
    private const double HoursEast = 2;

    public static async Task<Equatorial> Of(AlpacaUnderTest server)
    {
        if (!AlpacaUnderTest.IsReal)
            return SimulatedRigStage.Target;
        using var line = new AlpacaLine(server.Address, "telescope", "0", server.Time);
        await AlpacaPlug.Connect(line, 4, default);
        var sidereal = (await line.Get("siderealtime", default)).Number();
        var latitude = (await line.Get("sitelatitude", default)).Number();
        return new((sidereal + HoursEast) % 24, latitude / 2);
    }
}
