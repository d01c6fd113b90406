using Sync.Astro.Coordinates;

namespace Sync.Devices.Solving;

/// <summary>What a program is asked once.</summary>
/// <param name="Frame">the FITS file</param>
/// <param name="Folder">for its results, empty</param>
/// <param name="Plate">what the frame is, and what is known of it</param>
/// <param name="Around">where it is to look; null for the whole sky</param>
/// <param name="Within">it is ended after that</param>
internal sealed record PlateSearch(string Frame, string Folder, Plate Plate, SkyCircle? Around, TimeSpan Within)
{
    /// <summary>Name of its results, without what comes after the dot.</summary>
    public const string Result = "plate";

    public string ResultFile(string extension) => Path.Combine(Folder, Result + extension);

    public double WidthArcminutes => Plate.Image.Width * Plate.PixelArcseconds / 60;

    public double HeightArcminutes => Plate.Image.Height * Plate.PixelArcseconds / 60;

    /// <summary>The field for people.</summary>
    public string Field => FormattableString.Invariant($"a field of {WidthArcminutes:0.#}' by {HeightArcminutes:0.#}'");
}

/// <summary>A part of the sky, J2000.</summary>
internal readonly record struct SkyCircle(Equatorial Centre, double RadiusDegrees);

/// <summary>What a program found out.</summary>
internal abstract record SearchEnd;

internal sealed record Solved(LinearWcs Wcs) : SearchEnd;

/// <param name="Why">a sentence without its full stop</param>
/// <param name="Hopeless">whether it makes no difference where it looks</param>
internal sealed record Unsolved(string Why, bool Hopeless = false) : SearchEnd;
