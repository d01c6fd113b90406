namespace Sync.Astro.Coordinates;

/// <summary>A direction above the horizon of a site, without refraction.</summary>
/// <param name="AltitudeDegrees">-90 to 90.</param>
/// <param name="AzimuthDegrees">0 to 360, from north through east.</param>
public readonly record struct Horizontal(double AltitudeDegrees, double AzimuthDegrees);
