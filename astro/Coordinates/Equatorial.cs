namespace Sync.Astro.Coordinates;

/// <summary>A direction by right ascension and declination, J2000 (ICRS) unless the member that gives it says otherwise.</summary>
/// <param name="RightAscensionHours">0 to 24.</param>
/// <param name="DeclinationDegrees">-90 to 90.</param>
public readonly record struct Equatorial(double RightAscensionHours, double DeclinationDegrees);
