namespace Sync.Script;

/// <summary>A place of the sky as a script names it.</summary>
public abstract record Place;

/// <summary>A target.</summary>
/// <param name="Name">in the catalogue; null for the one that the event is about</param>
public sealed record TargetPlace(string? Name) : Place;

/// <summary>A place among the stars, J2000.</summary>
public sealed record StarPlace(double RightAscensionHours, double DeclinationDegrees) : Place;

/// <summary>A direction from where the rig stands; tracked from there on.</summary>
/// <param name="AltitudeDegrees">above the horizon</param>
/// <param name="AzimuthDegrees">from north through east</param>
public sealed record HorizonPlace(double AltitudeDegrees, double AzimuthDegrees) : Place;
