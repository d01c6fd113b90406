namespace Sync.Devices.Phd2;

/// <summary>One frame of the guide camera: how far the star stood from where it should.</summary>
/// <param name="At">when its measure came, by our clock</param>
/// <param name="RightAscensionPixels">error before any algorithm; 0 without a star</param>
/// <param name="DeclinationPixels">error before any algorithm; 0 without a star</param>
/// <param name="PixelArcseconds">scale of the guide camera then; null where PHD2 did not know it</param>
/// <param name="HasStar">false when the star was lost in this frame</param>
/// <param name="Settling">whether guiding was settling, after its start or a dither</param>
public sealed record GuideStep(
    DateTimeOffset At, double RightAscensionPixels, double DeclinationPixels, double? PixelArcseconds, bool HasStar, bool Settling);
