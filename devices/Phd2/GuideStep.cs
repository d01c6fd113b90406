namespace Sync.Devices.Phd2;

/// <summary>One frame of the guide camera: how far the star stood from where it should.</summary>
/// <param name="At">when its measure came, by our clock</param>
/// <param name="RightAscensionPixels">error before any algorithm; 0 without a star</param>
/// <param name="DeclinationPixels">error before any algorithm; 0 without a star</param>
/// <param name="PixelArcseconds">scale of the guide camera then; null where PHD2 did not know it</param>
/// <param name="HasStar">false when the star was lost in this frame</param>
/// <param name="Settling">whether guiding was settling, after its start or a dither</param>
public sealed record GuideStep(
    DateTimeOffset At, double RightAscensionPixels, double DeclinationPixels, double? PixelArcseconds, bool HasStar, bool Settling)
{
    /// <returns>null when the message is no frame of guiding</returns>
    internal static GuideStep? Of(Phd2Message message, Phd2Picture before, DateTimeOffset at) => message switch
    {
        Phd2GuideStep step => new(at, step.RightAscensionPixels, step.DeclinationPixels, before.PixelArcseconds, HasStar: true, before.Settling),
        Phd2StarLost => new(at, 0, 0, before.PixelArcseconds, HasStar: false, before.Settling),
        _ => null,
    };
}
