namespace Sync.Astro.Coordinates;

/// <summary>A place on the WGS 84 ellipsoid.</summary>
/// <param name="LatitudeDegrees">Geodetic latitude, north positive, -90 to 90.</param>
/// <param name="LongitudeDegrees">Longitude, east positive.</param>
/// <param name="ElevationMetres">Height above the ellipsoid; only parallax feels it, never the horizon.</param>
public readonly record struct GeoSite(double LatitudeDegrees, double LongitudeDegrees, double ElevationMetres);
