namespace Sync.Grader.Grading;

/// <summary>How much sky a pixel of a camera sees.</summary>
public static class PixelScale
{
    private const double ArcsecPerMilliradian = 206.26480624709636;

    /// <summary>Arc seconds per binned pixel.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size that is not above 0.</exception>
    public static double ArcsecPerPixel(double pixelMicrometres, double focalLengthMillimetres, int binning)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pixelMicrometres);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(focalLengthMillimetres);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(binning);
        return pixelMicrometres / focalLengthMillimetres * ArcsecPerMilliradian * binning;
    }

    /// <summary>The guiding in pixels of the camera: arc seconds divided by the scale.</summary>
    public static double GuidingRmsPixels(double guidingRmsArcsec, double arcsecPerPixel) => guidingRmsArcsec / arcsecPerPixel;
}
