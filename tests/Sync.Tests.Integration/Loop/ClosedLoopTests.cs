using Sync.Astro.Coordinates;
using Sync.Devices;
using Sync.Devices.Rig;
using Sync.Tests.Integration.Indi;
using Xunit.Abstractions;

namespace Sync.Tests.Integration.Loop;

[Trait("Needs", "indi")]
public sealed class ClosedLoopTests(LoopNight night, ITestOutputHelper output) : IClassFixture<LoopNight>
{
    [Fact]
    public async Task Explore()
    {
        output.WriteLine($"{night.Night.View.State} {night.Night.View.Reason}");
        output.WriteLine(string.Join('\n', night.Night.Frames));
        output.WriteLine(string.Join('\n', night.Night.Moves));
        output.WriteLine(string.Join('\n', night.Night.Solves));
        foreach (var s in night.Witness.Exposures.Concat(night.Witness.Motions).OrderBy(s => s.From))
            output.WriteLine($"{s.From:HH:mm:ss.fff} {(s.To - s.From).TotalSeconds:F3} {s.Device} {s.Property}");
        foreach (var camera in night.Rig.Cameras)
        {
            var epochs = night.Epochs(camera);
            var wcs = await OtherPrograms.Plate(epochs[0][0].Path, 206.265 * 5.2 / camera.FocalLengthMillimetres);
            output.WriteLine($"{camera.Name} {wcs} {wcs?.Of(1280, 1024)} {wcs?.PixelArcseconds}  det {wcs!.East.X * wcs.North.Y - wcs.East.Y * wcs.North.X}");
            var c = wcs!.Of(1280, 1024).Centre;
            output.WriteLine($"from target east {(c.RightAscensionHours - night.Target.RightAscensionHours) * 54000 * Math.Cos(c.DeclinationDegrees * Math.PI / 180):F2} north {(c.DeclinationDegrees - night.Target.DeclinationDegrees) * 3600:F2}");
            var spell = night.Witness.Exposures[3];
            foreach (var p in night.Witness.PositionsWithin(spell))
            {
                var j = Sky.DateToJ2000(p, spell.From);
                output.WriteLine($"{p} mount from target east {(j.RightAscensionHours - night.Target.RightAscensionHours) * 54000 * Math.Cos(c.DeclinationDegrees * Math.PI / 180):F2} north {(j.DeclinationDegrees - night.Target.DeclinationDegrees) * 3600:F2}");
            }
            var all = epochs.SelectMany(e => e).ToList();
            foreach (var (a, b) in all.Zip(all.Skip(1)))
            {
                var s = StarShift.Between(night.Measured(a).StarList, night.Measured(b).StarList);
                output.WriteLine($"{a.Epoch}->{b.Epoch} {s} elong {night.Measured(b).Elongation:F3} fwhm {night.Measured(b).FwhmPixels:F2} stars {night.Measured(b).Stars}; sky {(wcs.East.X * s.Right + wcs.East.Y * s.Down) * 3600:F2} {(wcs.North.X * s.Right + wcs.North.Y * s.Down) * 3600:F2}");
            }
        }
    }
}
