using Sync.Devices;
using Sync.Devices.Rig;

namespace Sync.Tests.Integration.Loop;

/// <summary>How a camera's frames lie on the sky by what its owner says of it: the scale by its focal length, and the angle of its top.</summary>
internal sealed record Field(double PixelArcseconds, double PositionAngleDegrees)
{
    private const double PixelMicrometres = 5.2;

    public static Field Of(CameraDescription camera) => new(206.265 * PixelMicrometres / camera.FocalLengthMillimetres, camera.RotationDegrees!.Value);

    /// <summary>Where stars go in the frame when the telescopes go that far, in pixels to the right and down; 1 as for one star.</summary>
    public StarShift Stars(SkyOffset telescopes)
    {
        var (sine, cosine) = Math.SinCos(PositionAngleDegrees * Math.PI / 180);
        var (east, north) = (telescopes.EastArcseconds, telescopes.NorthArcseconds);
        return new(((east * cosine) - (north * sine)) / PixelArcseconds, ((east * sine) + (north * cosine)) / PixelArcseconds, 1);
    }

    /// <summary>How far the telescopes went when the stars went so; undoes <see cref="Stars"/>.</summary>
    public SkyOffset Telescopes(StarShift stars)
    {
        var (sine, cosine) = Math.SinCos(PositionAngleDegrees * Math.PI / 180);
        return new(PixelArcseconds * ((stars.Right * cosine) + (stars.Down * sine)), PixelArcseconds * ((stars.Down * cosine) - (stars.Right * sine)));
    }
}
