<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>ExportWords</name>
    <message>
        <source>The VGG Image Annotator&apos;s project: everything is kept.</source>
        <translation>Das Projekt des VGG Image Annotator: Alles bleibt erhalten.</translation>
    </message>
    <message>
        <source>What VIA 2 imports into an open project.</source>
        <translation>Was VIA 2 in ein offenes Projekt importiert.</translation>
    </message>
    <message>
        <source>VIA 2 as a table, one line for each region.</source>
        <translation>VIA 2 als Tabelle, eine Zeile je Region.</translation>
    </message>
    <message>
        <source>The project of VIA 3.</source>
        <translation>Das Projekt von VIA 3.</translation>
    </message>
    <message>
        <source>Outlines and boxes, for most training programs.</source>
        <translation>Umrisse und Rechtecke, für die meisten Trainingsprogramme.</translation>
    </message>
    <message>
        <source>Corners as named keypoints with their visibility.</source>
        <translation>Ecken als benannte Schlüsselpunkte mit ihrer Sichtbarkeit.</translation>
    </message>
    <message>
        <source>Upright boxes, a folder for Ultralytics&apos; detectors.</source>
        <translation>Achsparallele Rechtecke, ein Ordner für die Detektoren von Ultralytics.</translation>
    </message>
    <message>
        <source>Turned boxes of four corners, a folder for Ultralytics.</source>
        <translation>Gedrehte Rechtecke mit vier Ecken, ein Ordner für Ultralytics.</translation>
    </message>
    <message>
        <source>Outlines, a folder for Ultralytics.</source>
        <translation>Umrisse, ein Ordner für Ultralytics.</translation>
    </message>
    <message>
        <source>Corners as keypoints, a folder for Ultralytics.</source>
        <translation>Ecken als Schlüsselpunkte, ein Ordner für Ultralytics.</translation>
    </message>
    <message>
        <source>One file for each picture, opened by labelme.</source>
        <translation>Eine Datei je Bild, von labelme geöffnet.</translation>
    </message>
    <message>
        <source>Uploaded to a CVAT task as “CVAT for images 1.1”.</source>
        <translation>Wird in einen CVAT-Auftrag als „CVAT for images 1.1“ hochgeladen.</translation>
    </message>
    <message>
        <source>Upright boxes, one XML file for each picture.</source>
        <translation>Achsparallele Rechtecke, eine XML-Datei je Bild.</translation>
    </message>
    <message>
        <source>Keeps the most besides VIA; converted further by Datumaro.</source>
        <translation>Behält nach VIA am meisten; Datumaro wandelt es weiter um.</translation>
    </message>
    <message>
        <source>One PNG for each picture, a number for each label.</source>
        <translation>Ein PNG je Bild, eine Zahl je Label.</translation>
    </message>
    <message>
        <source>For older programs.</source>
        <translation>Für ältere Programme.</translation>
    </message>
</context>
<context>
    <name>ReviewWords</name>
    <message>
        <source>%1 px</source>
        <translation>%1 px</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>fillscope::AnnotationDocument</name>
    <message>
        <source>Move rim</source>
        <translation>Rand verschieben</translation>
    </message>
    <message>
        <source>Set rim</source>
        <translation>Rand setzen</translation>
    </message>
    <message>
        <source>Remove rim</source>
        <translation>Rand entfernen</translation>
    </message>
    <message>
        <source>Set box size</source>
        <translation>Kistenmaß setzen</translation>
    </message>
    <message>
        <source>Set depth and camera</source>
        <translation>Tiefe und Kamera setzen</translation>
    </message>
    <message>
        <source>Set depth and camera of all pictures</source>
        <translation>Tiefe und Kamera aller Bilder setzen</translation>
    </message>
    <message>
        <source>Detect corners</source>
        <translation>Ecken erkennen</translation>
    </message>
    <message>
        <source>Accept detected corners</source>
        <translation>Erkannte Ecken annehmen</translation>
    </message>
    <message>
        <source>rectangle</source>
        <translation>Rechteck</translation>
    </message>
    <message>
        <source>circle</source>
        <translation>Kreis</translation>
    </message>
    <message>
        <source>ellipse</source>
        <translation>Ellipse</translation>
    </message>
    <message>
        <source>polygon</source>
        <translation>Polygon</translation>
    </message>
    <message>
        <source>polyline</source>
        <translation>Linienzug</translation>
    </message>
    <message>
        <source>point</source>
        <translation>Punkt</translation>
    </message>
    <message>
        <source>region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>%1 hinzufügen</translation>
    </message>
    <message>
        <source>Add %1 regions</source>
        <translation>%1 Regionen hinzufügen</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>%1 löschen</translation>
    </message>
    <message>
        <source>Delete %1 regions</source>
        <translation>%1 Regionen löschen</translation>
    </message>
    <message>
        <source>Change %1</source>
        <translation>%1 ändern</translation>
    </message>
    <message>
        <source>Change %1 regions</source>
        <translation>%1 Regionen ändern</translation>
    </message>
    <message>
        <source>Change picture attributes</source>
        <translation>Bildattribute ändern</translation>
    </message>
    <message>
        <source>Change attributes</source>
        <translation>Attribute ändern</translation>
    </message>
    <message>
        <source>Place corner %1 (%2)</source>
        <translation>Ecke %1 (%2) setzen</translation>
    </message>
    <message>
        <source>Move corner %1 (%2)</source>
        <translation>Ecke %1 (%2) verschieben</translation>
    </message>
    <message>
        <source>Reject detected corners</source>
        <translation>Erkannte Ecken verwerfen</translation>
    </message>
    <message>
        <source>Take back corner %1 (%2)</source>
        <translation>Ecke %1 zurücknehmen (%2)</translation>
    </message>
    <message>
        <source>Corner %1 (%2) is hidden</source>
        <translation>Ecke %1 (%2) ist verdeckt</translation>
    </message>
    <message>
        <source>Corner %1 (%2) is seen</source>
        <translation>Ecke %1 (%2) ist zu sehen</translation>
    </message>
</context>
<context>
    <name>fillscope::AnnotationExchange</name>
    <message>
        <source>Exporting annotations</source>
        <translation>Annotationen werden exportiert</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Import annotations</source>
        <translation>Annotationen importieren</translation>
    </message>
    <message>
        <source>Import attributes</source>
        <translation>Attribute importieren</translation>
    </message>
    <message>
        <source>Matched</source>
        <translation>Zugeordnet</translation>
    </message>
    <message>
        <source>Taken for</source>
        <translation>Verstanden als</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>archive, unpacked beside it</source>
        <translation>Archiv, daneben entpackt</translation>
    </message>
    <message>
        <source>annotations</source>
        <translation>Annotationen</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>depth or camera of a picture</source>
        <translation>Tiefe oder Kamera eines Bildes</translation>
    </message>
    <message>
        <source>Annotations</source>
        <translation>Annotationen</translation>
    </message>
    <message>
        <source>Pictures with new regions</source>
        <translation>Bilder mit neuen Regionen</translation>
    </message>
    <message>
        <source>Adding to the project</source>
        <translation>Wird zum Projekt hinzugefügt</translation>
    </message>
    <message>
        <source>“%1” has other regions already.</source>
        <translation>„%1“ hat schon andere Regionen.</translation>
    </message>
    <message>
        <source>%1 pictures have other regions already.</source>
        <translation>%1 Bilder haben schon andere Regionen.</translation>
    </message>
    <message>
        <source>Keep both adds those that come. Replace takes those that come instead; undo brings the old ones back. Skip leaves these pictures as they are.</source>
        <translation>„Beide behalten“ fügt die neuen hinzu. „Ersetzen“ nimmt die neuen statt der alten; Rückgängig bringt die alten zurück. „Überspringen“ lässt diese Bilder, wie sie sind.</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>Beide behalten</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Replace regions</source>
        <translation>Regionen ersetzen</translation>
    </message>
    <message>
        <source>The regions of %1 of them were replaced.</source>
        <translation>Die Regionen von %1 davon wurden ersetzt.</translation>
    </message>
    <message>
        <source>%1 of them have other regions and were left as they are.</source>
        <translation>%1 davon haben andere Regionen und blieben, wie sie sind.</translation>
    </message>
    <message>
        <source>Added to the project</source>
        <translation>Zum Projekt hinzugefügt</translation>
    </message>
    <message>
        <source>%1 put onto %2.</source>
        <comment>regions, pictures</comment>
        <translation>%1 auf %2 gelegt.</translation>
    </message>
    <message>
        <source>Not here of these pictures: %1.</source>
        <translation>Von diesen Bildern sind nicht da: %1.</translation>
    </message>
    <message>
        <source>There already: %1.</source>
        <translation>Schon da: %1.</translation>
    </message>
    <message>
        <source>Added: %1, %2.</source>
        <comment>pictures, regions</comment>
        <translation>Hinzugefügt: %1, %2.</translation>
    </message>
    <message>
        <source>In the project already: %1.</source>
        <translation>Schon im Projekt: %1.</translation>
    </message>
    <message>
        <source>Not here of the new pictures: %1.</source>
        <translation>Von den neuen Bildern sind nicht da: %1.</translation>
    </message>
    <message>
        <source>point cloud, shown as a picture</source>
        <translation>Punktwolke, als Bild gezeigt</translation>
    </message>
    <message>
        <source>Taking frames of %1</source>
        <translation>Einzelbilder aus %1 nehmen</translation>
    </message>
</context>
<context>
    <name>fillscope::AttributeDialog</name>
    <message>
        <source>Attributes of regions</source>
        <translation>Attribute der Regionen</translation>
    </message>
    <message>
        <source>Attributes of pictures</source>
        <translation>Attribute der Bilder</translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation>Attribute</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>Regionen</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Regions or pictures</source>
        <translation>Regionen oder Bilder</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>Was nicht stimmt</translation>
    </message>
</context>
<context>
    <name>fillscope::AttributeForm</name>
    <message>
        <source>%1 (not declared)</source>
        <translation>%1 (nicht vereinbart)</translation>
    </message>
    <message>
        <source>Used, but not in the list of attributes: VIA shows it as a text.</source>
        <translation>Benutzt, aber nicht in der Liste der Attribute: VIA zeigt es als Text.</translation>
    </message>
    <message>
        <source>Of a type that VIA does not know: kept as it is.</source>
        <translation>Von einer Art, die VIA nicht kennt: bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>Kept by the program for this shape.</source>
        <translation>Vom Programm für diese Form geführt.</translation>
    </message>
    <message>
        <source>several values</source>
        <translation>mehrere Werte</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
</context>
<context>
    <name>fillscope::AttributeListEditor</name>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Check boxes: any of the options</source>
        <translation>Kontrollkästchen: beliebig viele der Optionen</translation>
    </message>
    <message>
        <source>Radio buttons: one of the options</source>
        <translation>Optionsfelder: eine der Optionen</translation>
    </message>
    <message>
        <source>List: one of the options</source>
        <translation>Liste: eine der Optionen</translation>
    </message>
    <message>
        <source>Pictures: one of the options</source>
        <translation>Bilder: eine der Optionen</translation>
    </message>
    <message>
        <source>A type that VIA does not know</source>
        <translation>Eine Art, die VIA nicht kennt</translation>
    </message>
    <message>
        <source>New attribute</source>
        <translation>Neues Attribut</translation>
    </message>
    <message>
        <source>attribute %1</source>
        <translation>Attribut %1</translation>
    </message>
    <message>
        <source>Remove the definition; values stay where they are</source>
        <translation>Die Vereinbarung entfernen; Werte bleiben, wo sie sind</translation>
    </message>
    <message>
        <source>Earlier in the list</source>
        <translation>Weiter nach vorn in der Liste</translation>
    </message>
    <message>
        <source>Later in the list</source>
        <translation>Weiter nach hinten in der Liste</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>Declare it: VIA then shows it too</source>
        <translation>Vereinbaren: Dann zeigt auch VIA es</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Shown as</source>
        <translation>Gezeigt als</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Optionen</translation>
    </message>
    <message>
        <source>New option</source>
        <translation>Neue Option</translation>
    </message>
    <message>
        <source>Remove the option; values stay where they are</source>
        <translation>Die Option entfernen; Werte bleiben, wo sie sind</translation>
    </message>
    <message>
        <source>Remove the option</source>
        <translation>Die Option entfernen</translation>
    </message>
    <message>
        <source>Used by regions or pictures, not declared</source>
        <translation>Von Regionen oder Bildern benutzt, nicht vereinbart</translation>
    </message>
    <message>
        <source>%1 (not declared)</source>
        <translation>%1 (nicht vereinbart)</translation>
    </message>
    <message>
        <source>Values are kept under this name, so it stays</source>
        <translation>Unter diesem Namen stehen Werte, also bleibt er</translation>
    </message>
    <message>
        <source>Used, not declared: edit it to declare it</source>
        <translation>Benutzt, nicht vereinbart: Bearbeiten vereinbart es</translation>
    </message>
</context>
<context>
    <name>fillscope::AttributePane</name>
    <message>
        <source>Set %1</source>
        <translation>%1 setzen</translation>
    </message>
    <message>
        <source>Set attributes</source>
        <translation>Attribute setzen</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>Regionen</translation>
    </message>
    <message>
        <source>Attributes of the regions of this picture</source>
        <translation>Attribute der Regionen dieses Bildes</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Attributes of the pictures that the list shows</source>
        <translation>Attribute der Bilder, die die Liste zeigt</translation>
    </message>
    <message>
        <source>Define attributes…</source>
        <translation>Attribute vereinbaren…</translation>
    </message>
    <message>
        <source>Which attributes regions and pictures have, and which values</source>
        <translation>Welche Attribute Regionen und Bilder haben, und welche Werte</translation>
    </message>
    <message>
        <source>The list shows no picture.</source>
        <translation>Die Liste zeigt kein Bild.</translation>
    </message>
    <message>
        <source>This picture has no region.</source>
        <translation>Dieses Bild hat keine Region.</translation>
    </message>
    <message>
        <source>Regions have no attributes yet: define some.</source>
        <translation>Regionen haben noch keine Attribute: Legen Sie welche fest.</translation>
    </message>
</context>
<context>
    <name>fillscope::AttributeTable</name>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>Filter the rows</source>
        <translation>Zeilen filtern</translation>
    </message>
    <message>
        <source>Part of a name or of a value; NAME:PART looks into that attribute alone.
A minus before a word refuses it: -night</source>
        <translation>Teil eines Namens oder Wertes; NAME:TEIL sucht nur in diesem Attribut.
Ein Minus vor einem Wort schließt es aus: -Nacht</translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation>Attribute</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>Anzahlen</translation>
    </message>
    <message>
        <source>What was not taken</source>
        <translation>Was nicht übernommen wurde</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>%1 cells do not take what was pasted: %2</source>
        <translation>%1 Zellen nehmen das Eingefügte nicht an: %2</translation>
    </message>
    <message>
        <source>1 row</source>
        <translation>1 Zeile</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 Zeilen</translation>
    </message>
    <message>
        <source>%1 of %2 rows</source>
        <translation>%1 von %2 Zeilen</translation>
    </message>
    <message>
        <source>, %1 selected</source>
        <translation>, %1 gewählt</translation>
    </message>
    <message>
        <source>No row fits the filter.</source>
        <translation>Keine Zeile passt zum Filter.</translation>
    </message>
</context>
<context>
    <name>fillscope::AttributeTableModel</name>
    <message>
        <source>not set</source>
        <translation>nicht gesetzt</translation>
    </message>
    <message>
        <source>Of a type that VIA does not know: kept as it is.</source>
        <translation>Von einer Art, die VIA nicht kennt: bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>Used, but not in the list of attributes: VIA shows it as a text.</source>
        <translation>Benutzt, aber nicht in der Liste der Attribute: VIA zeigt es als Text.</translation>
    </message>
</context>
<context>
    <name>fillscope::AugmentController</name>
    <message>
        <source>Changing samples</source>
        <translation>Beispiele werden verändert</translation>
    </message>
</context>
<context>
    <name>fillscope::AugmentPage</name>
    <message>
        <source>Changed samples</source>
        <translation>Veränderte Beispiele</translation>
    </message>
    <message>
        <source>Training changes every sample anew in these ways, so that a network learns more than its pictures. Corners go along.</source>
        <translation>Beim Training wird jedes Beispiel jedes Mal neu auf diese Arten verändert, damit ein Netz mehr lernt als seine Bilder. Die Ecken gehen mit.</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>Synthetic scenes</source>
        <translation>Erzeugte Szenen</translation>
    </message>
    <message>
        <source>Pictures of the open project</source>
        <translation>Bilder des offenen Projekts</translation>
    </message>
    <message>
        <source>As they were</source>
        <translation>Wie sie waren</translation>
    </message>
    <message>
        <source>The samples before they are changed</source>
        <translation>Die Beispiele, bevor sie verändert werden</translation>
    </message>
    <message>
        <source>Change anew</source>
        <translation>Neu verändern</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Samples as they are</source>
        <translation>Beispiele, wie sie sind</translation>
    </message>
    <message>
        <source>Defaults</source>
        <translation>Vorgaben</translation>
    </message>
    <message>
        <source>All knobs as they were at first</source>
        <translation>Alle Regler wie am Anfang</translation>
    </message>
    <message>
        <source>No picture with corners</source>
        <translation>Kein Bild mit Ecken</translation>
    </message>
    <message>
        <source>Open a project and place the four rim corners in at least one picture.</source>
        <translation>Ein Projekt öffnen und in mindestens einem Bild die vier Randecken setzen.</translation>
    </message>
    <message>
        <source>The ring marks corner 1; hollow corners are hidden or outside.</source>
        <translation>Der Ring zeigt Ecke 1; hohle Ecken sind verdeckt oder außerhalb.</translation>
    </message>
    <message>
        <source>Seed of the changes</source>
        <translation>Startwert der Änderungen</translation>
    </message>
    <message>
        <source>“%1”, the network to train, takes no change of perspective: it learns from the camera&apos;s rays.</source>
        <translation>„%1“, das zu trainierende Netz, verträgt keine Änderung der Perspektive: Es lernt von den Sehstrahlen der Kamera.</translation>
    </message>
    <message>
        <source>No samples</source>
        <translation>Keine Beispiele</translation>
    </message>
    <message>
        <source>Making samples…</source>
        <translation>Beispiele entstehen…</translation>
    </message>
    <message>
        <source>“%1”, the network to train, takes depth as it was measured: mirrored at most, never moved or covered. All else changes its picture alone.</source>
        <translation>„%1“, das zu trainierende Netz, nimmt die Tiefe, wie sie gemessen wurde: höchstens gespiegelt, nie bewegt oder verdeckt. Alles andere ändert nur ihr Bild.</translation>
    </message>
</context>
<context>
    <name>fillscope::BoxSizeEditor</name>
    <message>
        <source>Inner size is known</source>
        <translation>Innenmaß ist bekannt</translation>
    </message>
    <message>
        <source>With the size, the figures are exact and in litres. Without it, the floor is found from the depth map.</source>
        <translation>Mit dem Maß sind die Zahlen genau und in Litern. Ohne es wird der Boden aus der Tiefenkarte bestimmt.</translation>
    </message>
    <message>
        <source>Side 1–2</source>
        <translation>Seite 1–2</translation>
    </message>
    <message>
        <source>Inner side from corner 1 to corner 2, along the rim.</source>
        <translation>Innenseite von Ecke 1 zu Ecke 2, am Rand entlang.</translation>
    </message>
    <message>
        <source>Side 2–3</source>
        <translation>Seite 2–3</translation>
    </message>
    <message>
        <source>Inner side from corner 2 to corner 3, along the rim.</source>
        <translation>Innenseite von Ecke 2 zu Ecke 3, am Rand entlang.</translation>
    </message>
    <message>
        <source>From the rim down to the floor, inside.</source>
        <translation>Vom Rand hinunter zum Boden, innen.</translation>
    </message>
    <message>
        <source>Holds %1 l</source>
        <translation>Fasst %1 l</translation>
    </message>
    <message>
        <source>Fill in all three.</source>
        <translation>Bitte alle drei angeben.</translation>
    </message>
    <message>
        <source>Found from the depth map: holds %1 l</source>
        <translation>Aus der Tiefenkarte: fasst %1 l</translation>
    </message>
    <message>
        <source>In centimetres, or with a unit: 0.4 m, 300 mm.</source>
        <translation>In Zentimetern oder mit Einheit: 0,4 m, 300 mm.</translation>
    </message>
    <message>
        <source>Measured with its real walls and floor. With upright walls it would hold %1 l.</source>
        <translation>Mit den wirklichen Wänden und dem wirklichen Boden gemessen. Mit senkrechten Wänden würde sie %1 l fassen.</translation>
    </message>
    <message>
        <source>Inner height</source>
        <translation>Höhe innen</translation>
    </message>
</context>
<context>
    <name>fillscope::BoxTool</name>
    <message>
        <source>top-left</source>
        <translation>oben links</translation>
    </message>
    <message>
        <source>top-right</source>
        <translation>oben rechts</translation>
    </message>
    <message>
        <source>bottom-right</source>
        <translation>unten rechts</translation>
    </message>
    <message>
        <source>bottom-left</source>
        <translation>unten links</translation>
    </message>
    <message>
        <source>Drag the edge to move the whole rim</source>
        <translation>Kante ziehen, um den ganzen Rand zu verschieben</translation>
    </message>
    <message>
        <source>Drag a corner, or press 1–4 and use the arrow keys</source>
        <translation>Eine Ecke ziehen, oder 1–4 drücken und die Pfeiltasten benutzen</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>verdeckt</translation>
    </message>
    <message>
        <source>%1 of 4, hidden by something: click where the %2 corner must be; O if it is seen</source>
        <translation>%1 von 4, von etwas verdeckt: dorthin klicken, wo die Ecke %2 sein muss; O, wenn sie zu sehen ist</translation>
    </message>
    <message>
        <source>1 of 4: click the %1 corner of the box&apos;s inner rim; O if it is hidden</source>
        <translation>1 von 4: die Ecke %1 des inneren Kistenrands anklicken; O, wenn sie verdeckt ist</translation>
    </message>
    <message>
        <source>%1 of 4: click the %2 corner; O if it is hidden</source>
        <translation>%1 von 4: die Ecke %2 anklicken; O, wenn sie verdeckt ist</translation>
    </message>
    <message>
        <source>Corner %1, %2, hidden: arrows move it 1 pixel, with Alt 0.1, with Shift 10; O if it is seen</source>
        <translation>Ecke %1, %2, verdeckt: Pfeiltasten schieben um 1 Pixel, mit Alt 0,1, mit Umschalt 10; O, wenn sie zu sehen ist</translation>
    </message>
    <message>
        <source>Corner %1, %2: arrows move it 1 pixel, with Alt 0.1, with Shift 10; O if it is hidden</source>
        <translation>Ecke %1, %2: Pfeiltasten schieben um 1 Pixel, mit Alt 0,1, mit Umschalt 10; O, wenn sie verdeckt ist</translation>
    </message>
</context>
<context>
    <name>fillscope::ClassController</name>
    <message>
        <source>Telling the picture&apos;s class</source>
        <translation>Klasse des Bildes wird bestimmt</translation>
    </message>
    <message>
        <source>%1, %2 % probable (network “%3”).</source>
        <comment>class of a picture</comment>
        <translation>%1, zu %2 % wahrscheinlich (Netz „%3“).</translation>
    </message>
    <message>
        <source>Warm colours speak for it, cold ones against it.</source>
        <translation>Warme Farben sprechen dafür, kalte dagegen.</translation>
    </message>
    <message>
        <source>Class of the picture</source>
        <translation>Klasse des Bildes</translation>
    </message>
</context>
<context>
    <name>fillscope::Classes</name>
    <message>
        <source>content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>floor</source>
        <translation>Boden</translation>
    </message>
    <message>
        <source>wall</source>
        <translation>Wand</translation>
    </message>
    <message>
        <source>rim</source>
        <translation>Rand</translation>
    </message>
    <message>
        <source>no measurement</source>
        <translation>keine Messung</translation>
    </message>
    <message>
        <source>flap or hand</source>
        <translation>Klappe oder Hand</translation>
    </message>
</context>
<context>
    <name>fillscope::CloudOverlay</name>
    <message>
        <source>up</source>
        <translation>oben</translation>
    </message>
</context>
<context>
    <name>fillscope::CloudPane</name>
    <message>
        <source>No depth, no cloud</source>
        <translation>Ohne Tiefe keine Wolke</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>Tiefe</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>What the points are coloured by</source>
        <translation>Wonach die Punkte gefärbt sind</translation>
    </message>
    <message>
        <source>Colouring</source>
        <translation>Färbung</translation>
    </message>
    <message>
        <source>Show points in 3D</source>
        <translation>Punkte in 3D zeigen</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Show the measured points</source>
        <translation>Die gemessenen Punkte zeigen</translation>
    </message>
    <message>
        <source>Show the box in 3D</source>
        <translation>Kiste in 3D zeigen</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>Kiste</translation>
    </message>
    <message>
        <source>Show the rim and the box</source>
        <translation>Rand und Kiste zeigen</translation>
    </message>
    <message>
        <source>Show the content in 3D</source>
        <translation>Inhalt in 3D zeigen</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Show the content as a solid</source>
        <translation>Den Inhalt als Körper zeigen</translation>
    </message>
    <message>
        <source>Show what is hidden in 3D</source>
        <translation>Verdecktes in 3D zeigen</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>Verdeckt</translation>
    </message>
    <message>
        <source>Mark what no pixel sees</source>
        <translation>Markieren, was kein Pixel sieht</translation>
    </message>
    <message>
        <source>Point size</source>
        <translation>Punktgröße</translation>
    </message>
    <message>
        <source>Reset 3D</source>
        <translation>3D zurücksetzen</translation>
    </message>
    <message>
        <source>Look from the camera&apos;s side again</source>
        <translation>Wieder von der Seite der Kamera schauen</translation>
    </message>
    <message>
        <source>Picture of 3D…</source>
        <translation>Bild von 3D…</translation>
    </message>
    <message>
        <source>Save the 3D view as a picture</source>
        <translation>Die 3D-Ansicht als Bild speichern</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen…</translation>
    </message>
    <message>
        <source>How large the points are drawn in 3D</source>
        <translation>Wie groß die Punkte in 3D gezeichnet werden</translation>
    </message>
    <message>
        <source>As large as the gaps</source>
        <translation>So groß wie die Lücken</translation>
    </message>
    <message>
        <source>1 pixel</source>
        <translation>1 Pixel</translation>
    </message>
    <message>
        <source>%1 pixels</source>
        <translation>%1 Pixel</translation>
    </message>
</context>
<context>
    <name>fillscope::CloudView</name>
    <message>
        <source>No cloud: the picture has no depth map.</source>
        <translation>Keine Wolke: Das Bild hat keine Tiefenkarte.</translation>
    </message>
    <message>
        <source>3D needs OpenGL 3.2, which this display does not offer.</source>
        <translation>3D braucht OpenGL 3.2; diese Anzeige bietet es nicht.</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>Tiefe</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>hidden: no pixel sees it</source>
        <translation>verdeckt: kein Pixel sieht es</translation>
    </message>
    <message>
        <source>Heights need a box: mark the rim in the picture.</source>
        <translation>Höhen brauchen eine Kiste: den Rand im Bild markieren.</translation>
    </message>
</context>
<context>
    <name>fillscope::ColourBar</name>
    <message>
        <source>Colour bar</source>
        <translation>Farbskala</translation>
    </message>
    <message>
        <source>%1 to %2 %3</source>
        <translation>%1 bis %2 %3</translation>
    </message>
    <message>
        <source>The range is locked: other pictures are shown with it too.</source>
        <translation>Der Bereich ist fest: Auch andere Bilder werden damit gezeigt.</translation>
    </message>
    <message>
        <source>Double-click to set the range, right-click to lock it.</source>
        <translation>Doppelklick setzt den Bereich, Rechtsklick hält ihn fest.</translation>
    </message>
    <message>
        <source>Set range…</source>
        <translation>Bereich setzen…</translation>
    </message>
    <message>
        <source>Lock range</source>
        <translation>Bereich festhalten</translation>
    </message>
</context>
<context>
    <name>fillscope::CommandPalette</name>
    <message>
        <source>What do you want to do?</source>
        <translation>Was möchten Sie tun?</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Find an action</source>
        <translation>Aktion suchen</translation>
    </message>
</context>
<context>
    <name>fillscope::CompareController</name>
    <message>
        <source>Two depth maps are needed</source>
        <translation>Es braucht zwei Tiefenkarten</translation>
    </message>
    <message>
        <source>This picture has no depth yet. Choose a depth file or predict it.</source>
        <translation>Dieses Bild hat noch keine Tiefe. Eine Tiefendatei wählen oder die Tiefe vorhersagen.</translation>
    </message>
    <message>
        <source>Comparing depth maps</source>
        <translation>Tiefenkarten vergleichen</translation>
    </message>
    <message>
        <source>These two cannot be compared</source>
        <translation>Diese beiden lassen sich nicht vergleichen</translation>
    </message>
    <message>
        <source>Saving the comparison</source>
        <translation>Vergleich speichern</translation>
    </message>
    <message>
        <source>The depth file of this picture cannot be used yet: see the Depth workspace.</source>
        <translation>Die Tiefendatei dieses Bildes ist noch nicht brauchbar: Sehen Sie im Arbeitsbereich Tiefe nach.</translation>
    </message>
    <message>
        <source>This picture has no rim</source>
        <translation>Dieses Bild hat keinen Rand</translation>
    </message>
    <message>
        <source>Mark its four corners in the Annotate workspace, or let the whole picture count.</source>
        <translation>Markieren Sie seine vier Ecken unter „Annotieren“, oder lassen Sie das ganze Bild zählen.</translation>
    </message>
    <message>
        <source>This picture has one: %1. Predict another, denoise this one, or choose a depth file of the same box empty.</source>
        <translation>Dieses Bild hat eine: %1. Schätzen Sie eine weitere, entrauschen Sie diese, oder wählen Sie eine Tiefendatei derselben leeren Kiste.</translation>
    </message>
</context>
<context>
    <name>fillscope::CompareControls</name>
    <message>
        <source> m</source>
        <translation> m</translation>
    </message>
    <message>
        <source>Estimate</source>
        <translation>Schätzung</translation>
    </message>
    <message>
        <source>The depth map that is judged.</source>
        <translation>Die Tiefenkarte, die beurteilt wird.</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>The depth map that it is judged against.</source>
        <translation>Die Tiefenkarte, an der sie gemessen wird.</translation>
    </message>
    <message>
        <source>Alignment</source>
        <translation>Angleichung</translation>
    </message>
    <message>
        <source>Networks without a unit need one: the estimate is brought to the reference first.</source>
        <translation>Netze ohne Einheit brauchen eine: Die Schätzung wird zuerst an die Referenz angeglichen.</translation>
    </message>
    <message>
        <source>&amp;Automatic</source>
        <translation>A&amp;utomatisch</translation>
    </message>
    <message>
        <source>Lowest depth</source>
        <translation>Kleinste Tiefe</translation>
    </message>
    <message>
        <source>Highest depth</source>
        <translation>Größte Tiefe</translation>
    </message>
    <message>
        <source>Save maps and figures…</source>
        <translation>Karten und Zahlen speichern…</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>wie sie ist</translation>
    </message>
    <message>
        <source>median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>scale and shift</source>
        <translation>Faktor und Versatz</translation>
    </message>
    <message>
        <source>scale and shift of 1/depth</source>
        <translation>Faktor und Versatz von 1/Tiefe</translation>
    </message>
    <message>
        <source>Keep this range for other pictures too. Unlocked, each reference gives its own 2–98 % range.</source>
        <translation>Diesen Bereich auch für andere Bilder behalten. Sonst gibt jede Referenz ihren eigenen Bereich von 2–98 %.</translation>
    </message>
    <message>
        <source>Otsu&apos;s threshold: splits the SSIM values into two groups by themselves.</source>
        <translation>Schwelle nach Otsu: teilt die SSIM-Werte von selbst in zwei Gruppen.</translation>
    </message>
    <message>
        <source>Threshold of S</source>
        <translation>Schwelle von S</translation>
    </message>
    <message>
        <source>S&amp;wap</source>
        <translation>Tau&amp;schen</translation>
    </message>
    <message>
        <source>Judge the other one.</source>
        <translation>Die andere beurteilen.</translation>
    </message>
    <message>
        <source>A&amp;lignment</source>
        <translation>An&amp;gleichung</translation>
    </message>
    <message>
        <source>Lock ra&amp;nge</source>
        <translation>Bereich &amp;festhalten</translation>
    </message>
    <message>
        <source>Est&amp;imate</source>
        <translation>S&amp;chätzung</translation>
    </message>
    <message>
        <source>Referen&amp;ce</source>
        <translation>Refere&amp;nz</translation>
    </message>
    <message>
        <source>Thresh&amp;old</source>
        <translation>Schw&amp;elle</translation>
    </message>
    <message>
        <source>needed: %1</source>
        <translation>nötig: %1</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>keine Grenze</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>Es zählt</translation>
    </message>
    <message>
        <source>Which pixels the figures are of.</source>
        <translation>Von welchen Pixeln die Zahlen sind.</translation>
    </message>
    <message>
        <source>Least depth that counts</source>
        <translation>Kleinste Tiefe, die zählt</translation>
    </message>
    <message>
        <source>Where the reference is nearer, a pixel does not count; the estimate is clamped to this depth.</source>
        <translation>Wo die Referenz näher ist, zählt ein Pixel nicht; die Schätzung wird auf diese Tiefe begrenzt.</translation>
    </message>
    <message>
        <source>Greatest depth that counts</source>
        <translation>Größte Tiefe, die zählt</translation>
    </message>
    <message>
        <source>Where the reference is farther, a pixel does not count; the estimate is clamped to this depth.</source>
        <translation>Wo die Referenz ferner ist, zählt ein Pixel nicht; die Schätzung wird auf diese Tiefe begrenzt.</translation>
    </message>
    <message>
        <source>whole picture</source>
        <translation>ganzes Bild</translation>
    </message>
    <message>
        <source>inside the rim</source>
        <translation>innerhalb des Randes</translation>
    </message>
    <message>
        <source>Depth caps</source>
        <translation>Tiefengrenzen</translation>
    </message>
</context>
<context>
    <name>fillscope::ComparePage</name>
    <message>
        <source>Folder for the comparison (a folder “fillscope-comparison” is made in it)</source>
        <translation>Ordner für den Vergleich (darin entsteht ein Ordner „fillscope-comparison“)</translation>
    </message>
</context>
<context>
    <name>fillscope::CompareTile</name>
    <message>
        <source>Colour bar: %1</source>
        <translation>Farbskala: %1</translation>
    </message>
</context>
<context>
    <name>fillscope::CompareView</name>
    <message>
        <source>SSIM</source>
        <translation>SSIM</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>%1 – %2 m</source>
        <translation>%1 – %2 m</translation>
    </message>
    <message>
        <source>Depth range that SSIM is computed with; both depth maps are coloured with it.</source>
        <translation>Tiefenbereich, mit dem SSIM berechnet wird; beide Tiefenkarten sind damit gefärbt.</translation>
    </message>
    <message>
        <source>Compared</source>
        <translation>Verglichen</translation>
    </message>
    <message>
        <source>%1 pixels (%2 %)</source>
        <translation>%1 Pixel (%2 %)</translation>
    </message>
    <message>
        <source>Mean error</source>
        <translation>Mittlerer Fehler</translation>
    </message>
    <message>
        <source>%1 mm</source>
        <translation>%1 mm</translation>
    </message>
    <message>
        <source>MAE: mean of the absolute difference.</source>
        <translation>MAE: Mittel der absoluten Differenz.</translation>
    </message>
    <message>
        <source>Median error</source>
        <translation>Medianfehler</translation>
    </message>
    <message>
        <source>Half of the pixels differ by less.</source>
        <translation>Die Hälfte der Pixel weicht weniger ab.</translation>
    </message>
    <message>
        <source>Bias</source>
        <translation>Systematische Abweichung</translation>
    </message>
    <message>
        <source>Mean of estimate minus reference; above 0 the estimate is too far.</source>
        <translation>Mittel von Schätzung minus Referenz; über 0 ist die Schätzung zu fern.</translation>
    </message>
    <message>
        <source>RMSE</source>
        <translation>RMSE</translation>
    </message>
    <message>
        <source>Root of the mean squared difference; large errors weigh more.</source>
        <translation>Wurzel der mittleren quadrierten Differenz; große Fehler wiegen mehr.</translation>
    </message>
    <message>
        <source>AbsRel</source>
        <translation>AbsRel</translation>
    </message>
    <message>
        <source>Mean of the absolute difference divided by the reference.</source>
        <translation>Mittel der absoluten Differenz geteilt durch die Referenz.</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>Pixels with S below this count as different.</source>
        <translation>Pixel mit S darunter gelten als verschieden.</translation>
    </message>
    <message>
        <source>Alignment</source>
        <translation>Angleichung</translation>
    </message>
    <message>
        <source>× %1, + %2</source>
        <translation>× %1, + %2</translation>
    </message>
    <message>
        <source>Scale and shift that brought the estimate to the reference before comparing.</source>
        <translation>Faktor und Versatz, die die Schätzung vor dem Vergleich an die Referenz angeglichen haben.</translation>
    </message>
    <message>
        <source>no measurement</source>
        <translation>keine Messung</translation>
    </message>
    <message>
        <source>%1 m</source>
        <translation>%1 m</translation>
    </message>
    <message>
        <source>different</source>
        <translation>verschieden</translation>
    </message>
    <message>
        <source>alike</source>
        <translation>gleich</translation>
    </message>
    <message>
        <source>no data</source>
        <translation>keine Daten</translation>
    </message>
    <message>
        <source>x %1   y %2</source>
        <translation>x %1   y %2</translation>
    </message>
    <message>
        <source>Estimate</source>
        <translation>Schätzung</translation>
    </message>
    <message>
        <source>Depth of the estimate in metres, after alignment.</source>
        <translation>Tiefe der Schätzung in Metern, nach der Angleichung.</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>Depth of the reference in metres.</source>
        <translation>Tiefe der Referenz in Metern.</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>Estimate minus reference in millimetres: red is too far, blue too near.</source>
        <translation>Schätzung minus Referenz in Millimetern: Rot ist zu fern, Blau zu nah.</translation>
    </message>
    <message>
        <source>SSIM difference</source>
        <translation>SSIM-Differenz</translation>
    </message>
    <message>
        <source>1 − S: 0 where the structure is alike, towards 1 where it is not.</source>
        <translation>1 − S: 0 bei gleicher Struktur, gegen 1, wo sie es nicht ist.</translation>
    </message>
    <message>
        <source>SSIM threshold</source>
        <translation>SSIM-Schwelle</translation>
    </message>
    <message>
        <source>Where S is below the threshold.</source>
        <translation>Wo S unter der Schwelle liegt.</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>Nothing to compare</source>
        <translation>Nichts zu vergleichen</translation>
    </message>
    <message>
        <source>A comparison needs two depth maps of one picture.</source>
        <translation>Ein Vergleich braucht zwei Tiefenkarten eines Bildes.</translation>
    </message>
    <message>
        <source>comparing…</source>
        <translation>vergleiche…</translation>
    </message>
    <message>
        <source>SqRel</source>
        <translation>SqRel</translation>
    </message>
    <message>
        <source>Mean of the squared difference divided by the reference.</source>
        <translation>Mittel der quadrierten Differenz, geteilt durch die Referenz.</translation>
    </message>
    <message>
        <source>RMSE log</source>
        <translation>RMSE log</translation>
    </message>
    <message>
        <source>Root of the mean squared difference of natural logarithms.</source>
        <translation>Wurzel der mittleren quadrierten Differenz der natürlichen Logarithmen.</translation>
    </message>
    <message>
        <source>log10</source>
        <translation>log10</translation>
    </message>
    <message>
        <source>Mean of the absolute difference of decimal logarithms.</source>
        <translation>Mittel des Betrags der Differenz der Zehnerlogarithmen.</translation>
    </message>
    <message>
        <source>SILog</source>
        <translation>SILog</translation>
    </message>
    <message>
        <source>100 times the standard deviation of the logarithms&apos; difference: a wrong scale does not count.</source>
        <translation>Das Hundertfache der Standardabweichung der Differenz der Logarithmen: ein falscher Maßstab zählt nicht.</translation>
    </message>
    <message>
        <source>δ1, δ2, δ3</source>
        <translation>δ1, δ2, δ3</translation>
    </message>
    <message>
        <source>%1 / %2 / %3 %</source>
        <translation>%1 / %2 / %3 %</translation>
    </message>
    <message>
        <source>Shares of pixels whose ratio to the reference is below 1.25, 1.25² and 1.25³.</source>
        <translation>Anteile der Pixel, deren Verhältnis zur Referenz unter 1,25, 1,25² und 1,25³ liegt.</translation>
    </message>
    <message>
        <source>Structural similarity, mean over the pixels that count; 1 is alike.</source>
        <translation>Strukturelle Ähnlichkeit, Mittel über die Pixel, die zählen; 1 ist gleich.</translation>
    </message>
    <message>
        <source>Compared inside the rim</source>
        <translation>Verglichen innerhalb des Randes</translation>
    </message>
    <message>
        <source>Pixels whose reference lies between the depth caps; share of the picture.</source>
        <translation>Pixel, deren Referenz zwischen den Tiefengrenzen liegt; Anteil am Bild.</translation>
    </message>
    <message>
        <source>Pixels measured in both depth maps; share of the picture.</source>
        <translation>In beiden Tiefenkarten gemessene Pixel; Anteil am Bild.</translation>
    </message>
    <message>
        <source>iRMSE</source>
        <translation>iRMSE</translation>
    </message>
    <message>
        <source>%1 1/m</source>
        <translation>%1 1/m</translation>
    </message>
    <message>
        <source>Root of the mean squared difference of 1/depth; what is near weighs more.</source>
        <translation>Wurzel der mittleren quadrierten Differenz von 1/Tiefe; Nahes wiegt mehr.</translation>
    </message>
    <message>
        <source>R²</source>
        <translation>R²</translation>
    </message>
    <message>
        <source>1 minus the squared error over the reference&apos;s own spread: 1 is perfect, 0 as good as its mean.</source>
        <translation>1 minus der quadrierte Fehler geteilt durch die eigene Streuung der Referenz: 1 ist vollkommen, 0 so gut wie ihr Mittel.</translation>
    </message>
    <message>
        <source>not compared</source>
        <translation>nicht verglichen</translation>
    </message>
    <message>
        <source>not counted</source>
        <translation>nicht gezählt</translation>
    </message>
</context>
<context>
    <name>fillscope::ComposeController</name>
    <message>
        <source>Composing samples</source>
        <translation>Beispiele werden zusammengesetzt</translation>
    </message>
    <message>
        <source>Reading a specification</source>
        <translation>Eine Vorgabe wird gelesen</translation>
    </message>
    <message>
        <source>Composing a data set</source>
        <translation>Ein Datensatz wird zusammengesetzt</translation>
    </message>
</context>
<context>
    <name>fillscope::ComposePage</name>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Width of a picture</source>
        <translation>Breite eines Bildes</translation>
    </message>
    <message>
        <source>Height of a picture</source>
        <translation>Höhe eines Bildes</translation>
    </message>
    <message>
        <source>A foreground whose height lies between the two keeps it; another one is scaled to a height in between</source>
        <translation>Ein Vordergrund, dessen Höhe dazwischen liegt, behält sie; ein anderer wird auf eine Höhe dazwischen gebracht</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>Plätze</translation>
    </message>
    <message>
        <source>Of each foreground, and of its mirror image, on each background</source>
        <translation>Jedes Vordergrunds und seines Spiegelbilds auf jedem Hintergrund</translation>
    </message>
    <message>
        <source>Mirror images too</source>
        <translation>Auch Spiegelbilder</translation>
    </message>
    <message>
        <source>In no order</source>
        <translation>Ungeordnet</translation>
    </message>
    <message>
        <source>Every part of the set shows all foregrounds and backgrounds; else one comes after another</source>
        <translation>Jeder Teil des Datensatzes zeigt alle Vorder- und Hintergründe; sonst kommt einer nach dem anderen</translation>
    </message>
    <message>
        <source>Mask from</source>
        <translation>Maske ab</translation>
    </message>
    <message>
        <source>How opaque a pixel of the foreground must be to belong to the mask</source>
        <translation>Wie deckend ein Pixel des Vordergrunds sein muss, um zur Maske zu gehören</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>JPEG quality</source>
        <translation>JPEG-Güte</translation>
    </message>
    <message>
        <source>Masks as</source>
        <translation>Masken als</translation>
    </message>
    <message>
        <source>PNG loses nothing and is smaller</source>
        <translation>PNG verliert nichts und ist kleiner</translation>
    </message>
    <message>
        <source>Samples in a part</source>
        <translation>Beispiele je Teil</translation>
    </message>
    <message>
        <source>Each part is one file, or one folder</source>
        <translation>Jeder Teil ist eine Datei oder ein Ordner</translation>
    </message>
    <message>
        <source>Preview of samples</source>
        <translation>Vorschau der Beispiele</translation>
    </message>
    <message>
        <source>Choose backgrounds and foregrounds</source>
        <translation>Hintergründe und Vordergründe wählen</translation>
    </message>
    <message>
        <source>Every foreground is pasted on every background, at many places, with its mask.</source>
        <translation>Jeder Vordergrund wird an vielen Stellen auf jeden Hintergrund gesetzt, mit seiner Maske.</translation>
    </message>
    <message>
        <source>Seed of the preview</source>
        <translation>Startwert der Vorschau</translation>
    </message>
    <message>
        <source>Other samples</source>
        <translation>Andere Beispiele</translation>
    </message>
    <message>
        <source>Load…</source>
        <translation>Laden…</translation>
    </message>
    <message>
        <source>Read a specification from a file</source>
        <translation>Eine Vorgabe aus einer Datei lesen</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>Write the specification, as fillscope-cli compose reads it</source>
        <translation>Die Vorgabe schreiben, wie fillscope-cli compose sie liest</translation>
    </message>
    <message>
        <source>Defaults</source>
        <translation>Vorgaben</translation>
    </message>
    <message>
        <source>All knobs as they were at first</source>
        <translation>Alle Regler wie am Anfang</translation>
    </message>
    <message>
        <source>Backgrounds</source>
        <translation>Hintergründe</translation>
    </message>
    <message>
        <source>A folder of pictures to paste on</source>
        <translation>Ein Ordner mit Bildern, auf die gesetzt wird</translation>
    </message>
    <message>
        <source>Foregrounds</source>
        <translation>Vordergründe</translation>
    </message>
    <message>
        <source>A folder of PNG pictures with an alpha channel</source>
        <translation>Ein Ordner mit PNG-Bildern mit Alphakanal</translation>
    </message>
    <message>
        <source>tar for WebDataset</source>
        <translation>tar für WebDataset</translation>
    </message>
    <message>
        <source>ZIP files</source>
        <translation>ZIP-Dateien</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Files of the data set</source>
        <translation>Dateien des Datensatzes</translation>
    </message>
    <message>
        <source>Seed of the data set</source>
        <translation>Startwert des Datensatzes</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Pictures, masks, labels.txt and dataset.json are written there</source>
        <translation>Bilder, Masken, labels.txt und dataset.json werden dorthin geschrieben</translation>
    </message>
    <message>
        <source>Composing…</source>
        <translation>Wird zusammengesetzt…</translation>
    </message>
    <message>
        <source>%1 on %2, %3 × %4 pixels</source>
        <translation>%1 auf %2, %3 × %4 Pixel</translation>
    </message>
    <message>
        <source>%1 foregrounds on %2 backgrounds make %3 samples, about %4</source>
        <translation>%1 Vordergründe auf %2 Hintergründen ergeben %3 Beispiele, etwa %4</translation>
    </message>
    <message>
        <source>Load a specification</source>
        <translation>Eine Vorgabe laden</translation>
    </message>
    <message>
        <source>Specifications (*.json);;All files (*)</source>
        <translation>Vorgaben (*.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Save the specification</source>
        <translation>Die Vorgabe speichern</translation>
    </message>
    <message>
        <source>Specifications (*.json)</source>
        <translation>Vorgaben (*.json)</translation>
    </message>
    <message>
        <source>Choose a folder of backgrounds and one of foregrounds first.</source>
        <translation>Wählen Sie zuerst einen Ordner mit Hintergründen und einen mit Vordergründen.</translation>
    </message>
    <message>
        <source>Foregrounds&apos; height</source>
        <translation>Höhe der Vordergründe</translation>
    </message>
    <message>
        <source>Stopped. Finished parts stay; the one at work will be made again.</source>
        <translation>Angehalten. Fertige Teile bleiben; der angefangene wird neu gemacht.</translation>
    </message>
    <message>
        <source>These samples cannot be made</source>
        <translation>Diese Beispiele lassen sich nicht machen</translation>
    </message>
    <message>
        <source>Stopped or interrupted, it goes on after the last finished part.</source>
        <translation>Angehalten oder unterbrochen geht es nach dem letzten fertigen Teil weiter.</translation>
    </message>
    <message>
        <source>%1 written, %2.</source>
        <comment>samples, size</comment>
        <translation>%1 geschrieben, %2.</translation>
    </message>
    <message>
        <source>Parts that were there already: %1.</source>
        <translation>Teile, die schon da waren: %1.</translation>
    </message>
</context>
<context>
    <name>fillscope::CountTexts</name>
    <message>
        <source>1 picture</source>
        <translation>1 Bild</translation>
    </message>
    <message>
        <source>%1 pictures</source>
        <translation>%1 Bilder</translation>
    </message>
    <message>
        <source>1 region</source>
        <translation>1 Region</translation>
    </message>
    <message>
        <source>%1 regions</source>
        <translation>%1 Regionen</translation>
    </message>
    <message>
        <source>1 sample</source>
        <translation>1 Beispiel</translation>
    </message>
    <message>
        <source>%1 samples</source>
        <translation>%1 Beispiele</translation>
    </message>
    <message>
        <source>1 file</source>
        <translation>1 Datei</translation>
    </message>
    <message>
        <source>%1 files</source>
        <translation>%1 Dateien</translation>
    </message>
</context>
<context>
    <name>fillscope::CurrentPicture</name>
    <message>
        <source>“%1” is not where the project says. “Locate pictures…” in the File menu finds it in another folder.</source>
        <translation>„%1“ liegt nicht dort, wo das Projekt es sagt. „Bilder suchen …“ im Menü „Datei“ findet es in einem anderen Ordner.</translation>
    </message>
</context>
<context>
    <name>fillscope::DatasetPage</name>
    <message>
        <source>Synthetic data</source>
        <translation>Erzeugte Daten</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>Veränderung (Augmentation)</translation>
    </message>
    <message>
        <source>Composed data</source>
        <translation>Zusammengesetzte Daten</translation>
    </message>
</context>
<context>
    <name>fillscope::DenoiseBar</name>
    <message>
        <source>Denoiser</source>
        <translation>Entrauscher</translation>
    </message>
    <message>
        <source>Error at most</source>
        <translation>Fehler höchstens</translation>
    </message>
    <message>
        <source>error ≤ </source>
        <translation>Fehler ≤ </translation>
    </message>
    <message>
        <source>any error</source>
        <translation>jeder Fehler</translation>
    </message>
    <message>
        <source>A pixel of which the network expects a greater error has no depth. “any error”: every pixel gets an answer, also where it is little more than a guess.</source>
        <translation>Ein Pixel, bei dem das Netz einen größeren Fehler erwartet, hat keine Tiefe. „jeder Fehler“: Jedes Pixel bekommt eine Antwort, auch wo sie kaum mehr als geraten ist.</translation>
    </message>
    <message>
        <source>There is no depth map to denoise: choose a depth file at the right.</source>
        <translation>Es gibt keine Tiefenkarte zum Entrauschen: Wählen Sie rechts eine Tiefendatei.</translation>
    </message>
    <message>
        <source>Only depth in metres can be denoised, and this map has no unit: choose another one, or say at “File holds” what the depth file holds.</source>
        <translation>Nur Tiefe in Metern lässt sich entrauschen, und diese Karte hat keine Einheit: Wählen Sie eine andere, oder sagen Sie bei „Datei enthält“, was die Tiefendatei enthält.</translation>
    </message>
    <message>
        <source>A depth map is being denoised already.</source>
        <translation>Es wird schon eine Tiefenkarte entrauscht.</translation>
    </message>
    <message>
        <source>The picture is still loading.</source>
        <translation>Das Bild wird noch geladen.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Denoise</source>
        <translation>Entrauschen</translation>
    </message>
    <message>
        <source>One more depth map: the shown one smoothed, and its holes filled. Of a denoised one, that which it was made of</source>
        <translation>Eine weitere Tiefenkarte: die gezeigte, geglättet und ihre Löcher gefüllt. Bei einer entrauschten: die, aus der sie entstand</translation>
    </message>
    <message>
        <source>The depth files of all pictures of the project, denoised into a folder</source>
        <translation>Die Tiefendateien aller Bilder des Projekts, entrauscht in einen Ordner</translation>
    </message>
    <message>
        <source>Folder for the denoised depth maps</source>
        <translation>Ordner für die entrauschten Tiefenkarten</translation>
    </message>
    <message>
        <source>Denoise the depth of all pictures…</source>
        <translation>Tiefe aller Bilder entrauschen…</translation>
    </message>
    <message>
        <source>More to denoise</source>
        <translation>Mehr zu entrauschen</translation>
    </message>
</context>
<context>
    <name>fillscope::DenoiseController</name>
    <message>
        <source>“%1”: %2 % of the pixels had no depth, %3 % have none now.</source>
        <translation>„%1“: %2 % der Pixel hatten keine Tiefe, %3 % haben jetzt keine.</translation>
    </message>
    <message>
        <source>Denoising depth with %1</source>
        <translation>Tiefe mit %1 entrauschen</translation>
    </message>
    <message>
        <source>Denoising the depth of all pictures</source>
        <translation>Tiefe aller Bilder entrauschen</translation>
    </message>
    <message>
        <source>Denoised and saved: the depth of %1.</source>
        <translation>Tiefe entrauscht und gespeichert: %1.</translation>
    </message>
    <message>
        <source>For %1 of them there is no room in memory: they are in the folder alone.</source>
        <translation>Für %1 davon ist kein Platz im Speicher: Sie liegen nur im Ordner.</translation>
    </message>
    <message>
        <source>Not denoised: %1. The first: %2</source>
        <translation>Nicht entrauscht: %1. Das erste: %2</translation>
    </message>
    <message>
        <source>the depth file or the project changed while “%1” was denoised: denoise it again</source>
        <translation>Die Tiefendatei oder das Projekt hat sich geändert, während „%1“ entrauscht wurde: Entrauschen Sie die Karte noch einmal</translation>
    </message>
</context>
<context>
    <name>fillscope::DepthMaps</name>
    <message>
        <source>measured</source>
        <translation>gemessen</translation>
    </message>
    <message>
        <source>empty reference</source>
        <translation>Leerreferenz</translation>
    </message>
    <message>
        <source>network %1</source>
        <translation>Netz %1</translation>
    </message>
    <message>
        <source>The depth scale is missing: choose at “One unit is” what one unit of the depth file means, or at “File holds” that it has none.</source>
        <translation>Der Tiefenmaßstab fehlt: Wählen Sie bei „Eine Einheit ist“, was eine Einheit der Tiefendatei bedeutet, oder bei „Datei enthält“, dass sie keine hat.</translation>
    </message>
    <message>
        <source>%1, denoised by %2</source>
        <translation>%1, entrauscht von %2</translation>
    </message>
    <message>
        <source> (error ≤ %1 mm)</source>
        <translation> (Fehler ≤ %1 mm)</translation>
    </message>
</context>
<context>
    <name>fillscope::DepthPage</name>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>Measure with it</source>
        <translation>Damit messen</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Write the shown depth map into a file</source>
        <translation>Die gezeigte Tiefenkarte in eine Datei schreiben</translation>
    </message>
    <message>
        <source>The fill is measured with the shown depth map</source>
        <translation>Die Füllung wird mit der gezeigten Tiefenkarte gemessen</translation>
    </message>
    <message>
        <source>Depth map</source>
        <translation>Tiefenkarte</translation>
    </message>
    <message>
        <source>network %1</source>
        <translation>Netz %1</translation>
    </message>
    <message>
        <source>%1 (broken)</source>
        <translation>%1 (defekt)</translation>
    </message>
    <message>
        <source>No depth map yet</source>
        <translation>Noch keine Tiefenkarte</translation>
    </message>
    <message>
        <source>Predict one with a network, or choose a depth file at the right.</source>
        <translation>Eine mit einem Netz vorhersagen, oder rechts eine Tiefendatei wählen.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Predict</source>
        <translation>Vorhersagen</translation>
    </message>
    <message>
        <source>A prediction is running already.</source>
        <translation>Eine Vorhersage läuft bereits.</translation>
    </message>
    <message>
        <source>This network cannot be used: %1</source>
        <translation>Dieses Netz ist nicht verwendbar: %1</translation>
    </message>
    <message>
        <source>The picture is still loading.</source>
        <translation>Das Bild wird noch geladen.</translation>
    </message>
    <message>
        <source>There is no picture to predict from.</source>
        <translation>Es gibt kein Bild, aus dem vorhergesagt werden kann.</translation>
    </message>
    <message>
        <source>No network for whole pictures was found. Predict fill (Shift+N) asks the one that looks into the box; others go, with their manifest.json, into a folder below %1.</source>
        <translation>Kein Netz für ganze Bilder gefunden. „Füllung vorhersagen“ (Umschalt+N) fragt das Netz, das in die Kiste schaut; weitere Netze gehören samt manifest.json in einen Ordner unter %1.</translation>
    </message>
    <message>
        <source>No network that predicts depth was found. They go, with their manifest.json, into a folder below %1.</source>
        <translation>Kein Netz gefunden, das Tiefe vorhersagt. Netze gehören mit ihrer manifest.json in einen Ordner unter %1.</translation>
    </message>
    <message>
        <source>Flatness</source>
        <translation>Ebenheit</translation>
    </message>
    <message>
        <source>No rectangle yet.</source>
        <translation>Noch kein Rechteck.</translation>
    </message>
    <message>
        <source>Plane-fit RMS %1 mm (%2 % of the depth) · 95 % within %3 mm · tilt %4° · depth %5 m · %6 % measured</source>
        <translation>Abweichung von der Ebene (RMS) %1 mm (%2 % der Tiefe) · 95 % innerhalb von %3 mm · Neigung %4° · Tiefe %5 m · %6 % gemessen</translation>
    </message>
    <message>
        <source>How flat the depth is in a rectangle: the plane-fit error that depth cameras are judged by</source>
        <translation>Wie eben die Tiefe in einem Rechteck ist: die Abweichung von der Ebene, nach der man Tiefenkameras beurteilt</translation>
    </message>
</context>
<context>
    <name>fillscope::DetectController</name>
    <message>
        <source>Detecting corners</source>
        <translation>Ecken werden erkannt</translation>
    </message>
    <message>
        <source>Every picture has a rim already.</source>
        <translation>Jedes Bild hat schon einen Rand.</translation>
    </message>
    <message>
        <source>Detecting corners in all pictures</source>
        <translation>Ecken werden in allen Bildern erkannt</translation>
    </message>
    <message>
        <source>Every picture has a rim already, or had corners of this network that were rejected (%1).</source>
        <translation>Jedes Bild hat schon einen Rand, oder die Ecken dieses Netzes wurden dort verworfen (%1).</translation>
    </message>
    <message>
        <source>Reject detected corners</source>
        <translation>Erkannte Ecken verwerfen</translation>
    </message>
</context>
<context>
    <name>fillscope::DisplayPanel</name>
    <message>
        <source>Gamma</source>
        <translation>Gamma</translation>
    </message>
    <message>
        <source>Above 1 brings up the dark parts</source>
        <translation>Über 1 hebt es die dunklen Stellen</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>Helligkeit</translation>
    </message>
    <message>
        <source>Adds to every pixel</source>
        <translation>Kommt zu jedem Pixel dazu</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Kontrast</translation>
    </message>
    <message>
        <source>Spreads the pixels about the middle</source>
        <translation>Spreizt die Pixel um die Mitte</translation>
    </message>
    <message>
        <source>&amp;Inverted</source>
        <translation>&amp;Umgekehrt</translation>
    </message>
    <message>
        <source>&amp;Automatic</source>
        <translation>&amp;Automatisch</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>For looking only: the picture stays as it is.
Ctrl+Shift and a drag on the picture does the same.</source>
        <translation>Nur zum Ansehen: Das Bild bleibt, wie es ist.
Strg+Umschalt und Ziehen auf dem Bild tut dasselbe.</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>grey</source>
        <translation>grau</translation>
    </message>
    <message>
        <source>Window: the numbers that the colours reach over</source>
        <translation>Fenster: die Zahlen, über die die Farben reichen</translation>
    </message>
    <message>
        <source>From 1 to 99 % of each picture&apos;s numbers</source>
        <translation>Von 1 bis 99 % der Zahlen jedes Bildes</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>&amp;Window</source>
        <translation>F&amp;enster</translation>
    </message>
</context>
<context>
    <name>fillscope::DragShapeTool</name>
    <message>
        <source>radius %1</source>
        <translation>Radius %1</translation>
    </message>
    <message>
        <source>Release or click at its edge; Esc gives it up</source>
        <translation>Am Kreisrand loslassen oder klicken; Esc bricht ab</translation>
    </message>
    <message>
        <source>Release or click to finish; Shift keeps both sides alike; Esc gives it up</source>
        <translation>Loslassen oder klicken schließt ab; Umschalt hält beide Seiten gleich; Esc bricht ab</translation>
    </message>
    <message>
        <source>Circle: drag from its centre to its edge</source>
        <translation>Kreis: von der Mitte zum Kreisrand ziehen</translation>
    </message>
    <message>
        <source>Ellipse: drag from its centre; turn it afterwards by its knob</source>
        <translation>Ellipse: von der Mitte aus ziehen; danach am Knopf drehen</translation>
    </message>
    <message>
        <source>Rectangle: drag from one corner to the opposite one</source>
        <translation>Rechteck: von einer Ecke zur gegenüberliegenden ziehen</translation>
    </message>
</context>
<context>
    <name>fillscope::ExportController</name>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>Bericht schreiben</translation>
    </message>
    <message>
        <source>This picture has no depth, so there is no cloud.</source>
        <translation>Dieses Bild hat keine Tiefe, also gibt es keine Wolke.</translation>
    </message>
    <message>
        <source>choose a depth file or predict it</source>
        <translation>eine Tiefendatei wählen oder die Tiefe vorhersagen</translation>
    </message>
    <message>
        <source>Export cloud</source>
        <translation>Wolke exportieren</translation>
    </message>
    <message>
        <source>Exporting the cloud</source>
        <translation>Wolke exportieren</translation>
    </message>
    <message>
        <source>Save depth map</source>
        <translation>Tiefenkarte speichern</translation>
    </message>
    <message>
        <source>16-bit PNG, 0.1 mm (*.png);;32-bit TIFF (*.tiff);;NumPy (*.npy)</source>
        <translation>16-Bit-PNG, 0,1 mm (*.png);;32-Bit-TIFF (*.tiff);;NumPy (*.npy)</translation>
    </message>
    <message>
        <source>32-bit TIFF (*.tiff);;NumPy (*.npy)</source>
        <translation>32-Bit-TIFF (*.tiff);;NumPy (*.npy)</translation>
    </message>
    <message>
        <source>Saving the depth map</source>
        <translation>Tiefenkarte speichern</translation>
    </message>
    <message>
        <source>Save screenshot</source>
        <translation>Bildschirmfoto speichern</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>Bilder (*.png)</translation>
    </message>
    <message>
        <source>Saving the screenshot</source>
        <translation>Bildschirmfoto speichern</translation>
    </message>
    <message>
        <source>Folder for the report (a folder “%1” is made in it)</source>
        <translation>Ordner für den Bericht (darin entsteht ein Ordner „%1“)</translation>
    </message>
    <message>
        <source>PLY (*.ply);;PCD, keeps the picture’s grid (*.pcd);;Text (*.xyz)</source>
        <translation>PLY (*.ply);;PCD, behält das Raster des Bildes (*.pcd);;Text (*.xyz)</translation>
    </message>
</context>
<context>
    <name>fillscope::ExportDialog</name>
    <message>
        <source>Export annotations</source>
        <translation>Annotationen exportieren</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Where to</source>
        <translation>Wohin</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Choose where to</source>
        <translation>Wählen, wohin</translation>
    </message>
    <message>
        <source>Write to</source>
        <translation>Schreiben nach</translation>
    </message>
    <message>
        <source>Looking for losses</source>
        <translation>Verluste werden gesucht</translation>
    </message>
    <message>
        <source>The shares of the split must add up to 1, as in 0.8/0.1/0.1.</source>
        <translation>Die Anteile der Aufteilung müssen zusammen 1 ergeben, wie in 0.8/0.1/0.1.</translation>
    </message>
    <message>
        <source>Folder to write to</source>
        <translation>Ordner, in den geschrieben wird</translation>
    </message>
    <message>
        <source>Annotations (*%1)</source>
        <translation>Annotationen (*%1)</translation>
    </message>
    <message>
        <source>That is the open project itself: save it, or export to another file.</source>
        <translation>Das ist das offene Projekt selbst: Speichern Sie es, oder exportieren Sie in eine andere Datei.</translation>
    </message>
    <message>
        <source>“%1” holds files already.</source>
        <translation>„%1“ enthält schon Dateien.</translation>
    </message>
    <message>
        <source>“%1” exists already.</source>
        <translation>„%1“ gibt es schon.</translation>
    </message>
    <message>
        <source>Files of the same name are replaced; the others stay.</source>
        <translation>Dateien gleichen Namens werden ersetzt; die anderen bleiben.</translation>
    </message>
    <message>
        <source>What it holds is replaced by this export.</source>
        <translation>Ihr Inhalt wird durch diesen Export ersetzt.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Write there</source>
        <translation>Dorthin schreiben</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>That file belongs to the project, which was read from it or shows it: export to another file.</source>
        <translation>Diese Datei gehört zum Projekt, das aus ihr gelesen wurde oder sie zeigt: In eine andere Datei exportieren.</translation>
    </message>
    <message>
        <source>That is a file, and this format is a folder of files: name a folder.</source>
        <translation>Das ist eine Datei, und dieses Format ist ein Ordner mit Dateien: nennen Sie einen Ordner.</translation>
    </message>
    <message>
        <source>That is a folder, and this format is one file: add a file name.</source>
        <translation>Das ist ein Ordner, und dieses Format ist eine Datei: ergänzen Sie einen Dateinamen.</translation>
    </message>
    <message>
        <source>There is no folder “%1”.</source>
        <translation>Es gibt keinen Ordner „%1“.</translation>
    </message>
    <message>
        <source>You may not write into “%1”.</source>
        <translation>In „%1“ dürfen Sie nicht schreiben.</translation>
    </message>
    <message>
        <source>Name a folder to write to.</source>
        <translation>Nennen Sie einen Ordner, in den geschrieben wird.</translation>
    </message>
    <message>
        <source>Name a file to write to.</source>
        <translation>Nennen Sie eine Datei, in die geschrieben wird.</translation>
    </message>
</context>
<context>
    <name>fillscope::ExportOptions</name>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Label from</source>
        <translation>Label aus</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Aufteilung</translation>
    </message>
    <message>
        <source>Write open lines as closed outlines</source>
        <translation>Offene Linien als geschlossene Umrisse schreiben</translation>
    </message>
    <message>
        <source>Where the format has no open lines: a polyline&apos;s last point is joined to its first</source>
        <translation>Wo das Format keine offenen Linien kennt: Der letzte Punkt eines Linienzugs wird mit dem ersten verbunden</translation>
    </message>
    <message>
        <source>Keypoints count pixels (COCO&apos;s specification)</source>
        <translation>Schlüsselpunkte zählen Pixel (Spezifikation von COCO)</translation>
    </message>
    <message>
        <source>The middle of a picture&apos;s first pixel is 0; otherwise it is 0.5, and its corner 0</source>
        <translation>Die Mitte des ersten Pixels eines Bildes ist 0; sonst ist sie 0,5 und seine Ecke 0</translation>
    </message>
    <message>
        <source>The first pixel is 1 (Pascal&apos;s specification)</source>
        <translation>Das erste Pixel ist 1 (Spezifikation von Pascal)</translation>
    </message>
    <message>
        <source>Many programs write 0 instead</source>
        <translation>Viele Programme schreiben stattdessen 0</translation>
    </message>
    <message>
        <source>As found: label, class, category, name or type</source>
        <translation>Wie gefunden: label, class, category, name oder type</translation>
    </message>
    <message>
        <source>Attribute “%1”</source>
        <translation>Attribut „%1“</translation>
    </message>
    <message>
        <source>Shares of the pictures for training, validation and test, as in 0.8/0.1/0.1</source>
        <translation>Anteile der Bilder für Training, Validierung und Test, wie in 0.8/0.1/0.1</translation>
    </message>
    <message>
        <source>not split</source>
        <translation>nicht aufgeteilt</translation>
    </message>
    <message>
        <source>seed </source>
        <translation>Startwert </translation>
    </message>
    <message>
        <source>Seed of the split</source>
        <translation>Startwert der Aufteilung</translation>
    </message>
    <message>
        <source>The same seed puts the same pictures into the same part</source>
        <translation>Derselbe Startwert legt dieselben Bilder in denselben Teil</translation>
    </message>
</context>
<context>
    <name>fillscope::FileRow</name>
    <message>
        <source>Choose: %1</source>
        <translation>Wählen: %1</translation>
    </message>
    <message>
        <source>none</source>
        <translation>nicht gewählt</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Use none</source>
        <translation>Weglassen</translation>
    </message>
    <message>
        <source>Use none: %1</source>
        <translation>Weglassen: %1</translation>
    </message>
</context>
<context>
    <name>fillscope::FillBatch</name>
    <message>
        <source>No picture is left to predict: each has depth or a figure of its own, or no rim.</source>
        <translation>Kein Bild ist mehr vorherzusagen: Jedes hat eigene Tiefe oder schon eine Zahl, oder keinen Rand.</translation>
    </message>
    <message>
        <source>Predicting the fill of all pictures</source>
        <translation>Füllung aller Bilder wird vorhergesagt</translation>
    </message>
    <message>
        <source>Every picture with a rim and depth has its figure already.</source>
        <translation>Jedes Bild mit Rand und Tiefe hat schon seine Zahl.</translation>
    </message>
    <message>
        <source>Measuring all pictures</source>
        <translation>Alle Bilder werden gemessen</translation>
    </message>
    <message>
        <source>Predict the fill of all pictures</source>
        <translation>Füllung aller Bilder vorhersagen</translation>
    </message>
</context>
<context>
    <name>fillscope::FillMethod</name>
    <message>
        <source>size given</source>
        <translation>Maß angegeben</translation>
    </message>
    <message>
        <source>floor fitted</source>
        <translation>Boden gesucht</translation>
    </message>
    <message>
        <source>empty reference</source>
        <translation>Leerreferenz</translation>
    </message>
    <message>
        <source>depth scaled and shifted on rim and walls</source>
        <translation>Tiefe an Rand und Wänden skaliert und verschoben</translation>
    </message>
    <message>
        <source>depth scaled on rim and walls</source>
        <translation>Tiefe an Rand und Wänden skaliert</translation>
    </message>
    <message>
        <source>scale from the depth on the rim</source>
        <translation>Maßstab aus der Tiefe am Rand</translation>
    </message>
    <message>
        <source>depth predicted by %1</source>
        <translation>Tiefe vorhergesagt von %1</translation>
    </message>
    <message>
        <source>inner height estimated</source>
        <translation>Höhe innen geschätzt</translation>
    </message>
</context>
<context>
    <name>fillscope::FillPanel</name>
    <message>
        <source>Fill</source>
        <translation>Füllung</translation>
    </message>
    <message>
        <source>full</source>
        <translation>voll</translation>
    </message>
    <message>
        <source>From all hidden cells empty to all hidden cells full: the truth lies in between.</source>
        <translation>Von „alles Verdeckte leer“ bis „alles Verdeckte voll“: Die Wahrheit liegt dazwischen.</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>How much of the box may be empty.</source>
        <translation>Wie viel der Kiste leer sein darf.</translation>
    </message>
    <message>
        <source>Largest empty &amp;space</source>
        <translation>Größter &amp;Leerraum</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>Kiste</translation>
    </message>
    <message>
        <source>Open a picture of a box with its depth map to measure how full it is.</source>
        <translation>Ein Bild einer Kiste mit Tiefenkarte öffnen, um zu messen, wie voll sie ist.</translation>
    </message>
    <message>
        <source>measuring…</source>
        <translation>messe…</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>nothing hidden</source>
        <translation>nichts verdeckt</translation>
    </message>
    <message>
        <source>between %1 and %2 %</source>
        <translation>zwischen %1 und %2 %</translation>
    </message>
    <message>
        <source>%1 % empty</source>
        <translation>%1 % leer</translation>
    </message>
    <message>
        <source>over the %1 % limit</source>
        <translation>über der Grenze von %1 %</translation>
    </message>
    <message>
        <source>within the %1 % limit</source>
        <translation>innerhalb der Grenze von %1 %</translation>
    </message>
    <message>
        <source>over the %1 % limit by 1 point</source>
        <translation>1 Punkt über der Grenze von %1 %</translation>
    </message>
    <message>
        <source>over the %1 % limit by %2 points</source>
        <translation>%2 Punkte über der Grenze von %1 %</translation>
    </message>
    <message>
        <source>What is hidden could change that.</source>
        <translation>Verdecktes könnte das ändern.</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>%1 of %2 l</source>
        <translation>%1 von %2 l</translation>
    </message>
    <message>
        <source>Volume under the content&apos;s upper surface, and the volume of the box up to its rim.</source>
        <translation>Volumen unter der Oberfläche des Inhalts, und das Volumen der Kiste bis zum Rand.</translation>
    </message>
    <message>
        <source>Above the rim</source>
        <translation>Über dem Rand</translation>
    </message>
    <message>
        <source>%1 l</source>
        <translation>%1 l</translation>
    </message>
    <message>
        <source>Volume of what sticks out above the rim; it does not count as fill.</source>
        <translation>Volumen dessen, was über den Rand ragt; es zählt nicht zur Füllung.</translation>
    </message>
    <message>
        <source>Cut height</source>
        <translation>Schnitthöhe</translation>
    </message>
    <message>
        <source>%1 cm</source>
        <translation>%1 cm</translation>
    </message>
    <message>
        <source>Height over the floor at which a lid could lie on the content.</source>
        <translation>Höhe über dem Boden, in der ein Deckel auf dem Inhalt liegen könnte.</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>Verdeckt</translation>
    </message>
    <message>
        <source>Share of the box&apos;s area that no pixel of the picture sees; it makes the interval wide.</source>
        <translation>Anteil der Kistenfläche, den kein Pixel des Bildes sieht; er macht das Intervall breit.</translation>
    </message>
    <message>
        <source>Depth holes</source>
        <translation>Tiefenlücken</translation>
    </message>
    <message>
        <source>Share of the pixels inside the rim without a depth measurement.</source>
        <translation>Anteil der Pixel innerhalb des Rands ohne Tiefenmessung.</translation>
    </message>
    <message>
        <source>Tilt</source>
        <translation>Neigung</translation>
    </message>
    <message>
        <source>%1°</source>
        <translation>%1°</translation>
    </message>
    <message>
        <source>Angle between the camera&apos;s view and straight down into the box; up to 15° is best.</source>
        <translation>Winkel zwischen Blickrichtung und senkrecht in die Kiste; bis 15° ist am besten.</translation>
    </message>
    <message>
        <source>Rim residual</source>
        <translation>Randabweichung</translation>
    </message>
    <message>
        <source>%1 mm</source>
        <translation>%1 mm</translation>
    </message>
    <message>
        <source>%1 % of side 1–2</source>
        <translation>%1 % der Seite 1–2</translation>
    </message>
    <message>
        <source>How far the depth on the rim scatters about the rim&apos;s plane; large means corners or depth are off.</source>
        <translation>Wie weit die Tiefe am Rand um die Randebene streut; groß heißt, dass Ecken oder Tiefe nicht stimmen.</translation>
    </message>
    <message>
        <source>Depth scale</source>
        <translation>Tiefenmaßstab</translation>
    </message>
    <message>
        <source>Factor that brought the depth map to scale on the rim; near 1 when depth and box size agree.</source>
        <translation>Faktor, der die Tiefenkarte am Rand auf Maß brachte; nahe 1, wenn Tiefe und Kistenmaß zusammenpassen.</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>What the floor and the scale were taken from.</source>
        <translation>Woraus Boden und Maßstab genommen wurden.</translation>
    </message>
    <message>
        <source>Not to be trusted: size and depth contradict each other.</source>
        <translation>Nicht verlässlich: Maß und Tiefe widersprechen sich.</translation>
    </message>
    <message>
        <source>give or take less than 1 %</source>
        <translation>auf weniger als 1 % genau</translation>
    </message>
    <message>
        <source>From a network, not measured</source>
        <translation>Von einem Netz, nicht gemessen</translation>
    </message>
    <message>
        <source>The depth is a guess of the network “%1”, made from the photo alone. The interval says how far such guesses were off on its test pictures.</source>
        <translation>Die Tiefe schätzt das Netz „%1“ allein aus dem Foto. Das Intervall sagt, wie weit solche Schätzungen bei seinen Testbildern danebenlagen.</translation>
    </message>
    <message>
        <source>The network’s guess is not sure enough to tell.</source>
        <translation>Die Schätzung des Netzes ist dafür nicht sicher genug.</translation>
    </message>
    <message>
        <source>%1 cm, above the rim</source>
        <translation>%1 cm, über dem Rand</translation>
    </message>
    <message>
        <source>From denoised depth</source>
        <translation>Aus entrauschter Tiefe</translation>
    </message>
    <message>
        <source>The depth is “%1”: smoothed by a network, and where the camera measured nothing, that network&apos;s guess.</source>
        <translation>Die Tiefe ist „%1“: von einem Netz geglättet und, wo die Kamera nichts maß, von ihm geschätzt.</translation>
    </message>
</context>
<context>
    <name>fillscope::FillPredictor</name>
    <message>
        <source>Predicting the fill</source>
        <translation>Füllung wird vorhergesagt</translation>
    </message>
    <message>
        <source>Choose the depth to measure with</source>
        <translation>Tiefe zum Messen wählen</translation>
    </message>
    <message>
        <source>Predict the fill</source>
        <translation>Füllung vorhersagen</translation>
    </message>
    <message>
        <source>The box has changed since its fill was predicted: predict the fill anew.</source>
        <translation>Die Kiste hat sich geändert, seit ihre Füllung vorhergesagt wurde: Sagen Sie die Füllung neu vorher.</translation>
    </message>
</context>
<context>
    <name>fillscope::FillWarning</name>
    <message>
        <source>Take the picture from farther away, so that all four corners are in it.</source>
        <translation>Nehmen Sie das Bild aus größerer Entfernung auf, sodass alle vier Ecken darin liegen.</translation>
    </message>
    <message>
        <source>The rim lies partly outside the picture: about %1 % of the opening is not seen and counts as hidden.</source>
        <translation>Der Rand liegt teilweise außerhalb des Bildes: Etwa %1 % der Öffnung sind nicht zu sehen und gelten als verdeckt.</translation>
    </message>
    <message>
        <source>A corner of the rim lies outside the picture: its place is a guess.</source>
        <translation>Eine Ecke des Randes liegt außerhalb des Bildes: ihr Ort ist geschätzt.</translation>
    </message>
    <message>
        <source>The camera is unknown: its focal length was taken as %1 pixels. Ten percent of error there moves the fill by about five points.</source>
        <translation>Die Kamera ist unbekannt: ihre Brennweite wurde mit %1 Pixeln angenommen. Zehn Prozent Fehler darin verschieben die Füllung um etwa fünf Punkte.</translation>
    </message>
    <message>
        <source>Give the camera&apos;s intrinsics or its field of view.</source>
        <translation>Geben Sie die Kameramatrix oder den Bildwinkel an.</translation>
    </message>
    <message>
        <source>The depth map has no measurement for %1 % of the pixels inside the rim.</source>
        <translation>Die Tiefenkarte hat für %1 % der Pixel innerhalb des Randes keine Messung.</translation>
    </message>
    <message>
        <source>Dark, shiny and clear things confuse depth cameras: change the angle or the light.</source>
        <translation>Dunkle, glänzende und durchsichtige Dinge verwirren Tiefenkameras: Ändern Sie den Winkel oder das Licht.</translation>
    </message>
    <message>
        <source>Type in the inner size, or give a picture of the same box empty.</source>
        <translation>Geben Sie die Innenmaße ein, oder geben Sie ein Bild derselben Kiste leer an.</translation>
    </message>
    <message>
        <source>The size of the box is unknown: its floor was taken where the deepest level surface lies, its sides from depth. Goods that cover the whole floor are taken for the floor and do not count; the upper end of the interval allows for a box as deep as its opening is wide.</source>
        <translation>Die Größe der Kiste ist unbekannt: Ihr Boden wurde dort angenommen, wo die tiefste ebene Fläche liegt, ihre Seiten aus der Tiefe. Waren, die den ganzen Boden bedecken, werden für den Boden gehalten und zählen nicht; das obere Ende des Intervalls lässt eine Kiste zu, die so tief ist, wie ihre Öffnung breit ist.</translation>
    </message>
    <message>
        <source>Hardly any floor is seen: content that covers it cannot be told from the floor.</source>
        <translation>Vom Boden ist kaum etwas zu sehen: Inhalt, der ihn bedeckt, ist vom Boden nicht zu unterscheiden.</translation>
    </message>
    <message>
        <source>Depth and rim agree badly: the depth could not be brought to scale with confidence.</source>
        <translation>Tiefe und Rand passen schlecht zusammen: Die Tiefe ließ sich nicht sicher in den richtigen Maßstab bringen.</translation>
    </message>
    <message>
        <source>Check the four corners, the size of the box and the camera.</source>
        <translation>Prüfen Sie die vier Ecken, die Größe der Kiste und die Kamera.</translation>
    </message>
    <message>
        <source>Check the inner size, the scale of the depth file and the camera.</source>
        <translation>Prüfen Sie die Innenmaße, den Maßstab der Tiefendatei und die Kamera.</translation>
    </message>
    <message>
        <source>The given size and the measured depth differ by %1 %; the size was believed.</source>
        <translation>Die angegebene Größe und die gemessene Tiefe weichen um %1 % voneinander ab; der Größe wurde geglaubt.</translation>
    </message>
    <message>
        <source>Content stands above the rim: %1 % of the box&apos;s volume.</source>
        <translation>Inhalt ragt über den Rand: %1 % des Rauminhalts der Kiste.</translation>
    </message>
    <message>
        <source>%1 % of the floor plan is hidden: the figure rests on what lies behind it.</source>
        <translation>%1 % des Grundrisses sind verdeckt: Die Zahl hängt davon ab, was dahinter liegt.</translation>
    </message>
    <message>
        <source>Look into the box more from above.</source>
        <translation>Blicken Sie mehr von oben in die Kiste.</translation>
    </message>
    <message>
        <source>The corners miss a rectangle of this shape by %1 pixels.</source>
        <translation>Die Ecken verfehlen ein Rechteck dieser Form um %1 Pixel.</translation>
    </message>
    <message>
        <source>Place the corners again on the inner rim, and check the size of the box.</source>
        <translation>Setzen Sie die Ecken noch einmal auf den inneren Rand, und prüfen Sie die Größe der Kiste.</translation>
    </message>
    <message>
        <source>The corners leave the height of the rim in doubt: the fill may be off by %1 points either way.</source>
        <translation>Die Ecken lassen die Höhe des Randes im Zweifel: Die Füllung kann um %1 Punkte nach beiden Seiten abweichen.</translation>
    </message>
    <message>
        <source>Place the corners again on the inner rim, as exactly as you can.</source>
        <translation>Setzen Sie die Ecken noch einmal so genau wie möglich auf den inneren Rand.</translation>
    </message>
    <message>
        <source>The depth has no scale of its own: scale and shift were fitted on rim and walls.</source>
        <translation>Die Tiefe hat keinen eigenen Maßstab: Maßstab und Verschiebung wurden an Rand und Wänden angepasst.</translation>
    </message>
    <message>
        <source>Use a measured or metric depth map where there is one.</source>
        <translation>Verwenden Sie eine gemessene oder metrische Tiefenkarte, wo es eine gibt.</translation>
    </message>
    <message>
        <source>The depth was predicted from the photo by the network %1, not measured: the interval holds nine of ten boxes like those it was trained on.</source>
        <translation>Die Tiefe wurde vom Netz %1 aus dem Foto vorhergesagt, nicht gemessen: Das Intervall gilt für neun von zehn Kisten wie die, mit denen es trainiert wurde.</translation>
    </message>
    <message>
        <source>Use a depth camera where the figure matters.</source>
        <translation>Verwenden Sie eine Tiefenkamera, wo es auf die Zahl ankommt.</translation>
    </message>
    <message>
        <source>Type in the inner size.</source>
        <translation>Geben Sie die Innenmaße ein.</translation>
    </message>
    <message>
        <source>The corners were found by a network, not placed by hand.</source>
        <translation>Die Ecken hat ein Netz gefunden, niemand hat sie gesetzt.</translation>
    </message>
    <message>
        <source>The corners were found by a network (confidence %1), not placed by hand.</source>
        <translation>Die Ecken hat ein Netz gefunden (Sicherheit %1), niemand hat sie gesetzt.</translation>
    </message>
    <message>
        <source>Look at them, or place them yourself.</source>
        <translation>Sehen Sie sie an, oder setzen Sie sie selbst.</translation>
    </message>
    <message>
        <source>The floor is seen %1 % deeper than the given inner height of the box.</source>
        <translation>Der Boden liegt %1 % tiefer, als die angegebene Höhe innen sagt.</translation>
    </message>
    <message>
        <source>The size of the box is unknown: its inner height was estimated from the photo, and there are no litres and no cut height.</source>
        <translation>Die Größe der Kiste ist unbekannt: Ihre Höhe innen wurde aus dem Foto geschätzt, es gibt weder Liter noch Schnitthöhe.</translation>
    </message>
    <message>
        <source>A box of %1 m is very large.</source>
        <translation>Eine Kiste von %1 m ist sehr groß.</translation>
    </message>
    <message>
        <source>A box of %1 mm is very small.</source>
        <translation>Eine Kiste von %1 mm ist sehr klein.</translation>
    </message>
    <message>
        <source>Check the unit: 400 mm are 40 cm or 0.4 m.</source>
        <translation>Die Einheit prüfen: 400 mm sind 40 cm oder 0,4 m.</translation>
    </message>
    <message>
        <source>One of the lengths is %1 times another.</source>
        <translation>Eine der Längen ist das %1-Fache einer anderen.</translation>
    </message>
    <message>
        <source>Check all three.</source>
        <translation>Alle drei prüfen.</translation>
    </message>
    <message>
        <source>The picture&apos;s depth and that of the empty box are the same: nothing can differ.</source>
        <translation>Die Tiefe des Bildes und die der leeren Kiste sind gleich: Nichts kann sich unterscheiden.</translation>
    </message>
    <message>
        <source>The box is seen deeper than its empty reference in %1 % of the opening.</source>
        <translation>Auf %1 % der Öffnung liegt die Kiste tiefer als im leeren Zustand.</translation>
    </message>
    <message>
        <source>Check that the two depth files are not swapped, and that the reference shows the same box empty.</source>
        <translation>Prüfen Sie, ob die beiden Tiefendateien vertauscht sind und ob die zweite dieselbe Kiste leer zeigt.</translation>
    </message>
    <message>
        <source>The scales of the picture&apos;s depth and of the empty box&apos;s differ by a factor of %1.</source>
        <translation>Die Maßstäbe der Tiefe des Bildes und der leeren Kiste unterscheiden sich um den Faktor %1.</translation>
    </message>
    <message>
        <source>Check the scales of both depth files.</source>
        <translation>Prüfen Sie die Maßstäbe beider Tiefendateien.</translation>
    </message>
    <message>
        <source>By its depth the box is %1 m long, which is very large.</source>
        <translation>Nach ihrer Tiefe ist die Kiste %1 m lang, das ist sehr groß.</translation>
    </message>
    <message>
        <source>By its depth the box is %1 mm long, which is very small.</source>
        <translation>Nach ihrer Tiefe ist die Kiste %1 mm lang, das ist sehr klein.</translation>
    </message>
    <message>
        <source>Check the scale of the depth file and the camera.</source>
        <translation>Prüfen Sie den Maßstab der Tiefendatei und die Kamera.</translation>
    </message>
    <message>
        <source>The camera&apos;s optical axis meets the picture at (%1, %2), far from the middle of its %3×%4 pixels.</source>
        <translation>Die optische Achse der Kamera trifft das Bild bei (%1, %2), weit von der Mitte seiner %3×%4 Pixel.</translation>
    </message>
    <message>
        <source>Check that the camera matrix was made for a picture of this size; it is right only if the picture was cut out of a larger one.</source>
        <translation>Prüfen Sie, ob die Kameramatrix zu einem Bild dieser Größe gehört; sie stimmt nur, wenn das Bild aus einem größeren ausgeschnitten wurde.</translation>
    </message>
    <message>
        <source>Nothing, if the box is meant to be heaped: the fill counts up to the rim only. If it is a flap or a hand, take the picture again without it.</source>
        <translation>Nichts zu tun, wenn die Kiste gehäuft sein soll: Die Füllung zählt nur bis zum Rand. Ist es eine Klappe oder eine Hand, nehmen Sie das Bild ohne sie neu auf.</translation>
    </message>
    <message>
        <source>Something that is no content covers %1 % of the opening, such as a flap or a hand: what lies below counts as hidden.</source>
        <translation>Etwas, das kein Inhalt ist, bedeckt %1 % der Öffnung, etwa eine Klappe oder eine Hand: Was darunter liegt, gilt als verdeckt.</translation>
    </message>
    <message>
        <source>Take the picture again without it.</source>
        <translation>Nehmen Sie das Bild ohne sie neu auf.</translation>
    </message>
</context>
<context>
    <name>fillscope::FilterField</name>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
</context>
<context>
    <name>fillscope::GhostTool</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Corners by a network: Enter accepts, Esc rejects, drag a corner or press 1–4 to mend it</source>
        <translation>Ecken von einem Netz: Enter nimmt an, Esc verwirft; eine Ecke ziehen oder 1–4 drücken, um sie zu berichtigen</translation>
    </message>
    <message>
        <source>Corners by a network, %1 % sure: Enter accepts, Esc rejects, drag a corner or press 1–4 to mend it</source>
        <translation>Ecken von einem Netz, zu %1 % sicher: Enter nimmt an, Esc verwirft; eine Ecke ziehen oder 1–4 drücken, um sie zu berichtigen</translation>
    </message>
    <message>
        <source>Corners carried along: Enter accepts, Esc rejects, drag a corner or press 1–4 to mend it</source>
        <translation>Mitgenommene Ecken: Enter nimmt an, Esc verwirft; eine Ecke ziehen oder 1–4 drücken, um sie zu berichtigen</translation>
    </message>
    <message>
        <source>Corner %1: arrows move it 1 pixel, with Alt 0.1, with Shift 10</source>
        <translation>Ecke %1: Pfeiltasten schieben um 1 Pixel, mit Alt 0,1, mit Umschalt 10</translation>
    </message>
</context>
<context>
    <name>fillscope::GoToDialog</name>
    <message>
        <source>Go to picture</source>
        <translation>Gehe zu Bild</translation>
    </message>
    <message>
        <source>Number or part of a name</source>
        <translation>Nummer oder Teil eines Namens</translation>
    </message>
    <message>
        <source>Picture found</source>
        <translation>Gefundenes Bild</translation>
    </message>
    <message>
        <source>1 to %1</source>
        <translation>1 bis %1</translation>
    </message>
    <message>
        <source>There is no such picture</source>
        <translation>Dieses Bild gibt es nicht</translation>
    </message>
</context>
<context>
    <name>fillscope::HistoryDialog</name>
    <message>
        <source>As it was first opened</source>
        <translation>Wie zuerst geöffnet</translation>
    </message>
    <message>
        <source>Undone: %1</source>
        <translation>Rückgängig: %1</translation>
    </message>
    <message>
        <source>Redone: %1</source>
        <translation>Wiederholt: %1</translation>
    </message>
    <message>
        <source>Found in another folder</source>
        <translation>In einem anderen Ordner gefunden</translation>
    </message>
    <message>
        <source>History of %1</source>
        <translation>Verlauf von %1</translation>
    </message>
    <message>
        <source>Versions of this picture</source>
        <translation>Fassungen dieses Bildes</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>Regionen</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Makes the picture as it was then. Undo takes it back.</source>
        <translation>Macht das Bild, wie es damals war. „Rückgängig“ nimmt es zurück.</translation>
    </message>
    <message>
        <source>%1 (not kept)</source>
        <translation>%1 (nicht behalten)</translation>
    </message>
    <message>
        <source>1 region</source>
        <translation>1 Region</translation>
    </message>
    <message>
        <source>%1 regions</source>
        <translation>%1 Regionen</translation>
    </message>
    <message>
        <source>Nothing was changed in this picture yet.</source>
        <translation>In diesem Bild wurde noch nichts geändert.</translation>
    </message>
    <message>
        <source>%1, as the picture is now.</source>
        <translation>%1, wie das Bild jetzt ist.</translation>
    </message>
    <message>
        <source>%1; the picture has %2 now.</source>
        <translation>%1; das Bild hat jetzt %2.</translation>
    </message>
    <message>
        <source>Restore version of %1</source>
        <translation>Fassung von %1 wiederherstellen</translation>
    </message>
</context>
<context>
    <name>fillscope::ImageCanvas</name>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>Kein Bild</translation>
    </message>
</context>
<context>
    <name>fillscope::Inspector</name>
    <message>
        <source>Unknown: the focal length is guessed from the rim</source>
        <translation>Unbekannt: Die Brennweite wird aus dem Rand geschätzt</translation>
    </message>
    <message>
        <source>Focal length %1 px, %2° wide</source>
        <translation>Brennweite %1 px, %2° breit</translation>
    </message>
    <message>
        <source>Choose the camera’s intrinsics</source>
        <translation>Kameraparameter wählen</translation>
    </message>
    <message>
        <source>Choose the depth of the same box empty</source>
        <translation>Tiefe derselben Kiste in leer wählen</translation>
    </message>
    <message>
        <source>Choose the depth file</source>
        <translation>Tiefendatei wählen</translation>
    </message>
    <message>
        <source>Intrinsics (*.txt *.json);;All files (*)</source>
        <translation>Kameraparameter (*.txt *.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>What makes the figure doubtful, and what to do</source>
        <translation>Was die Zahl zweifelhaft macht und was zu tun ist</translation>
    </message>
    <message>
        <source>1 warning</source>
        <translation>1 Warnung</translation>
    </message>
    <message>
        <source>%1 warnings</source>
        <translation>%1 Warnungen</translation>
    </message>
    <message>
        <source>Applied to 1 more picture that had no scale.</source>
        <translation>Auch auf 1 weiteres Bild ohne Maßstab angewandt.</translation>
    </message>
    <message>
        <source>Applied to %1 more pictures that had no scale.</source>
        <translation>Auch auf %1 weitere Bilder ohne Maßstab angewandt.</translation>
    </message>
    <message>
        <source>Box, depth and camera</source>
        <translation>Kiste, Tiefe und Kamera</translation>
    </message>
    <message>
        <source>%1, distortion k1 %2</source>
        <translation>%1, Verzeichnung k1 %2</translation>
    </message>
    <message>
        <source>Depth files (*.png *.pgm *.tif *.tiff *.npy *.exr *.pfm *.raw);;All files (*)</source>
        <translation>Tiefendateien (*.png *.pgm *.tif *.tiff *.npy *.exr *.pfm *.raw);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Camera and how depth files are read applied to 1 other picture.</source>
        <translation>Kamera und Lesart der Tiefendateien für 1 anderes Bild übernommen.</translation>
    </message>
    <message>
        <source>Camera and how depth files are read applied to %1 other pictures.</source>
        <translation>Kamera und Lesart der Tiefendateien für %1 andere Bilder übernommen.</translation>
    </message>
    <message>
        <source>The depth file has 8 bits a sample: 256 steps of %1 mm each; what is finer is lost.</source>
        <translation>Die Tiefendatei hat 8 Bit je Wert: 256 Stufen zu je %1 mm; was feiner ist, ist verloren.</translation>
    </message>
    <message>
        <source>The depth file has 8 bits a sample: 256 steps over all of its range; what is finer is lost.</source>
        <translation>Die Tiefendatei hat 8 Bit je Wert: 256 Stufen über ihren ganzen Bereich; was feiner ist, ist verloren.</translation>
    </message>
</context>
<context>
    <name>fillscope::IntervalBar</name>
    <message>
        <source>Fill with its interval</source>
        <translation>Füllung mit ihrem Intervall</translation>
    </message>
    <message>
        <source>Fill %1 percent, between %2 and %3; the limit is at %4</source>
        <translation>Füllung %1 Prozent, zwischen %2 und %3; die Grenze liegt bei %4</translation>
    </message>
    <message>
        <source>The dot is the fill, the band the interval: from all hidden cells empty to all of them full.
Left of the mark more than %1 % of the box is empty.</source>
        <translation>Der Punkt ist die Füllung, das Band das Intervall: von „alles Verdeckte leer“ bis „alles Verdeckte voll“.
Links der Marke ist mehr als %1 % der Kiste leer.</translation>
    </message>
    <message>
        <source>No figure yet</source>
        <translation>Noch keine Zahl</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>full</source>
        <translation>voll</translation>
    </message>
    <message>
        <source>at least %1 % full</source>
        <translation>mindestens %1 % voll</translation>
    </message>
</context>
<context>
    <name>fillscope::JobIndicator</name>
    <message>
        <source>Show all jobs</source>
        <translation>Alle Aufträge zeigen</translation>
    </message>
    <message>
        <source>Cancel this job</source>
        <translation>Diesen Auftrag abbrechen</translation>
    </message>
    <message>
        <source>%1 (+%2)</source>
        <translation>%1 (+%2)</translation>
    </message>
    <message>
        <source>1 job failed</source>
        <translation>1 Auftrag gescheitert</translation>
    </message>
    <message>
        <source>%1 jobs failed</source>
        <translation>%1 Aufträge gescheitert</translation>
    </message>
    <message>
        <source>Cancel %1</source>
        <translation>%1 abbrechen</translation>
    </message>
    <message>
        <source>No jobs.</source>
        <translation>Keine Aufträge.</translation>
    </message>
    <message>
        <source>Dismiss %1</source>
        <translation>%1 verwerfen</translation>
    </message>
    <message>
        <source>%1 s left</source>
        <translation>noch %1 s</translation>
    </message>
    <message>
        <source>%1 min left</source>
        <translation>noch %1 min</translation>
    </message>
    <message>
        <source>%1 h %2 min left</source>
        <translation>noch %1 h %2 min</translation>
    </message>
    <message>
        <source>Failed.</source>
        <translation>Gescheitert.</translation>
    </message>
    <message>
        <source>Waits for its turn.</source>
        <translation>Wartet.</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Runs.</source>
        <translation>Läuft.</translation>
    </message>
    <message>
        <source>Stops as soon as it can.</source>
        <translation>Hält an, sobald es geht.</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
</context>
<context>
    <name>fillscope::KeySheet</name>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Workspaces</source>
        <translation>Arbeitsbereiche</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Corners and stage</source>
        <translation>Ecken und Bühne</translation>
    </message>
    <message>
        <source>Select a corner</source>
        <translation>Eine Ecke wählen</translation>
    </message>
    <message>
        <source>1 … 4, Tab</source>
        <translation>1 … 4, Tab</translation>
    </message>
    <message>
        <source>Move the selected corner by 1 pixel</source>
        <translation>Die gewählte Ecke um 1 Pixel schieben</translation>
    </message>
    <message>
        <source>arrows</source>
        <translation>Pfeile</translation>
    </message>
    <message>
        <source>… by 10 pixels, by 0.1 pixel</source>
        <translation>… um 10 Pixel, um 0,1 Pixel</translation>
    </message>
    <message>
        <source>Shift + arrows, Alt + arrows</source>
        <translation>Umschalt + Pfeile, Alt + Pfeile</translation>
    </message>
    <message>
        <source>Next or previous picture, nothing selected</source>
        <translation>Nächstes oder voriges Bild, wenn nichts gewählt ist</translation>
    </message>
    <message>
        <source>left, right</source>
        <translation>links, rechts</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Entf</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>middle button, Space + drag</source>
        <translation>mittlere Taste, Leertaste + Ziehen</translation>
    </message>
    <message>
        <source>Zoom at the cursor</source>
        <translation>Am Zeiger vergrößern</translation>
    </message>
    <message>
        <source>wheel</source>
        <translation>Mausrad</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>Regionen</translation>
    </message>
    <message>
        <source>Action or key</source>
        <translation>Aktion oder Taste</translation>
    </message>
    <message>
        <source>Find an action or a key</source>
        <translation>Eine Aktion oder Taste suchen</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>Aktionen und ihre Tasten</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Alle zurücksetzen</translation>
    </message>
    <message>
        <source>Every action gets back the keys that it began with</source>
        <translation>Jede Aktion bekommt die Tasten zurück, mit denen sie anfing</translation>
    </message>
    <message>
        <source>Finish a shape, take back its last vertex</source>
        <translation>Eine Form abschließen, ihren letzten Eckpunkt zurücknehmen</translation>
    </message>
    <message>
        <source>Enter, Backspace</source>
        <translation>Enter, Rücktaste</translation>
    </message>
    <message>
        <source>Next or previous region</source>
        <translation>Nächste oder vorige Region</translation>
    </message>
    <message>
        <source>Tab, Shift + Tab</source>
        <translation>Tab, Umschalt + Tab</translation>
    </message>
    <message>
        <source>Keypoint seen, hidden, not in the picture</source>
        <translation>Schlüsselpunkt gesehen, verdeckt, nicht im Bild</translation>
    </message>
    <message>
        <source>O</source>
        <translation>O</translation>
    </message>
    <message>
        <source>Slow the mouse down, do not snap</source>
        <translation>Maus verlangsamen, nicht einrasten</translation>
    </message>
    <message>
        <source>Alt, Ctrl held</source>
        <translation>Alt, Strg halten</translation>
    </message>
    <message>
        <source>Remove the rim or what is selected</source>
        <translation>Den Rand oder das Gewählte entfernen</translation>
    </message>
    <message>
        <source>Stop what was begun</source>
        <translation>Abbrechen, was begonnen wurde</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>What this key does now</source>
        <translation>Was diese Taste jetzt tut</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>Neue Taste</translation>
    </message>
    <message>
        <source>Press the new key</source>
        <translation>Die neue Taste drücken</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Setzen</translation>
    </message>
    <message>
        <source>The action gets this key</source>
        <translation>Die Aktion bekommt diese Taste</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>Keine Taste</translation>
    </message>
    <message>
        <source>The action is left without a key</source>
        <translation>Die Aktion bleibt ohne Taste</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Back to the keys that the action began with</source>
        <translation>Zurück zu den Tasten, mit denen die Aktion anfing</translation>
    </message>
    <message>
        <source>Choose an action to give it another key.</source>
        <translation>Eine Aktion wählen, um ihr eine andere Taste zu geben.</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>%1 belongs to “%2”, which would be left without it.</source>
        <translation>%1 gehört zu „%2“; diese Aktion bliebe ohne Taste.</translation>
    </message>
    <message>
        <source>%1 is also a key of the stage: while a shape is being edited it goes there.</source>
        <translation>%1 ist auch eine Taste der Bühne: Während eine Form bearbeitet wird, wirkt sie dort.</translation>
    </message>
    <message>
        <source>%1 is free.</source>
        <translation>%1 ist frei.</translation>
    </message>
    <message>
        <source>Starting mask: take it, give it up</source>
        <translation>Startmaske: annehmen, verwerfen</translation>
    </message>
    <message>
        <source>Enter, Esc</source>
        <translation>Enter, Esc</translation>
    </message>
    <message>
        <source>Starting mask: method, tolerance, rounds or level, inverted</source>
        <translation>Startmaske: Verfahren, Toleranz, Runden oder Schwelle, umgekehrt</translation>
    </message>
    <message>
        <source>1 … 3, up and down, left and right, I</source>
        <translation>1 … 3, auf und ab, links und rechts, I</translation>
    </message>
</context>
<context>
    <name>fillscope::KeypointChoice</name>
    <message>
        <source>Keypoints to place</source>
        <translation>Zu setzende Schlüsselpunkte</translation>
    </message>
    <message>
        <source>&amp;New keypoint set…</source>
        <translation>&amp;Neuer Satz von Schlüsselpunkten…</translation>
    </message>
    <message>
        <source>Names in their order, edges between them, and what a mirror exchanges</source>
        <translation>Namen in ihrer Reihenfolge, Kanten zwischen ihnen und was ein Spiegel vertauscht</translation>
    </message>
    <message>
        <source>&amp;Change the keypoint set…</source>
        <translation>Satz von Schlüsselpunkten än&amp;dern…</translation>
    </message>
    <message>
        <source>Of the chosen keypoints, which follow, or else what the keypoints tool places</source>
        <translation>Den der gewählten Schlüsselpunkte, die folgen, sonst den, den das Werkzeug setzt</translation>
    </message>
    <message>
        <source>Box: 4 rim corners</source>
        <translation>Kiste: 4 Randecken</translation>
    </message>
    <message>
        <source>Box: 8 corners, with the floor&apos;s</source>
        <translation>Kiste: 8 Ecken, mit denen des Bodens</translation>
    </message>
    <message>
        <source>Person: COCO&apos;s 17</source>
        <translation>Person: die 17 von COCO</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n keypoints</source>
        <translation>
            <numerusform>%1: %n Schlüsselpunkt</numerusform>
            <numerusform>%1: %n Schlüsselpunkte</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fillscope::KeypointDialog</name>
    <message>
        <source>The set needs a name</source>
        <translation>Der Satz braucht einen Namen</translation>
    </message>
    <message>
        <source>A set has at least two keypoints</source>
        <translation>Ein Satz hat mindestens zwei Schlüsselpunkte</translation>
    </message>
    <message>
        <source>A keypoint has no name</source>
        <translation>Ein Schlüsselpunkt hat keinen Namen</translation>
    </message>
    <message>
        <source>Two keypoints are called “%1”</source>
        <translation>Zwei Schlüsselpunkte heißen „%1“</translation>
    </message>
    <message>
        <source>Keypoint set</source>
        <translation>Satz von Schlüsselpunkten</translation>
    </message>
    <message>
        <source>Keypoint</source>
        <translation>Schlüsselpunkt</translation>
    </message>
    <message>
        <source>Joined to</source>
        <translation>Verbunden mit</translation>
    </message>
    <message>
        <source>Mirrored with</source>
        <translation>Gespiegelt mit</translation>
    </message>
    <message>
        <source>Keypoints in the order in which they are placed</source>
        <translation>Schlüsselpunkte in der Reihenfolge, in der sie gesetzt werden</translation>
    </message>
    <message>
        <source>New keypoint</source>
        <translation>Neuer Schlüsselpunkt</translation>
    </message>
    <message>
        <source>Remove the keypoint</source>
        <translation>Den Schlüsselpunkt entfernen</translation>
    </message>
    <message>
        <source>&amp;Pairs from left and right</source>
        <translation>&amp;Paare aus left und right</translation>
    </message>
    <message>
        <source>Keypoints whose names differ by left and right alone are exchanged in a mirror</source>
        <translation>Schlüsselpunkte, deren Namen sich nur durch left und right unterscheiden, vertauscht ein Spiegel</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>&amp;Name of the set</source>
        <translation>&amp;Name des Satzes</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>Was nicht stimmt</translation>
    </message>
    <message>
        <source>point %1</source>
        <translation>Punkt %1</translation>
    </message>
</context>
<context>
    <name>fillscope::KeypointSketch</name>
    <message>
        <source>Click a keypoint and then another one: they are joined, or their edge goes</source>
        <translation>Einen Schlüsselpunkt und dann einen anderen anklicken: Sie werden verbunden, oder ihre Kante verschwindet</translation>
    </message>
    <message>
        <source>Keypoints and edges</source>
        <translation>Schlüsselpunkte und Kanten</translation>
    </message>
</context>
<context>
    <name>fillscope::KeypointTool</name>
    <message>
        <source>This set has no keypoints</source>
        <translation>Dieser Satz hat keine Schlüsselpunkte</translation>
    </message>
    <message>
        <source>%1 of %2: %3</source>
        <translation>%1 von %2: %3</translation>
    </message>
    <message>
        <source>%1; O if it is hidden</source>
        <translation>%1; O, wenn verdeckt</translation>
    </message>
    <message>
        <source>%1; O if it is hidden, Enter if no more are in the picture</source>
        <translation>%1; O, wenn verdeckt; Enter, wenn keine weiteren im Bild sind</translation>
    </message>
    <message>
        <source>%1, hidden by something: click where it would be</source>
        <translation>%1, von etwas verdeckt: klicken, wo er wäre</translation>
    </message>
    <message>
        <source>%1, not in the picture: Enter or a click goes on</source>
        <translation>%1, nicht im Bild: Enter oder ein Klick geht weiter</translation>
    </message>
</context>
<context>
    <name>fillscope::KnobPanel</name>
    <message>
        <source>%1, from</source>
        <translation>%1, von</translation>
    </message>
    <message>
        <source>%1, to</source>
        <translation>%1, bis</translation>
    </message>
</context>
<context>
    <name>fillscope::LearningCurves</name>
    <message>
        <source>Figure to draw</source>
        <translation>Gezeichnete Größe</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>Best epoch</source>
        <translation>Beste Epoche</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>Learning curves</source>
        <translation>Lernkurven</translation>
    </message>
    <message>
        <source>%1 %2 in the best epoch, %3</source>
        <translation>%1 %2 in der besten Epoche, %3</translation>
    </message>
</context>
<context>
    <name>fillscope::LearningKnobs</name>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>How often training goes through its samples</source>
        <translation>Wie oft das Training seine Beispiele durchgeht</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Stapel</translation>
    </message>
    <message>
        <source>Samples of one step</source>
        <translation>Beispiele eines Schritts</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>At its highest; it rises first and falls to 1 %</source>
        <translation>An ihrem höchsten Punkt; sie steigt erst an und fällt auf 1 %</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>The same seed, data and settings give the same network, on the CPU bit for bit</source>
        <translation>Derselbe Startwert, dieselben Daten und Einstellungen ergeben dasselbe Netz, auf der CPU Bit für Bit</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>Side of what the network sees</source>
        <translation>Seite dessen, was das Netz sieht</translation>
    </message>
    <message>
        <source>Close-ups</source>
        <translation>Nahansichten</translation>
    </message>
    <message>
        <source>Farthest depth</source>
        <translation>Größte Tiefe</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>Samples an epoch</source>
        <translation>Beispiele je Epoche</translation>
    </message>
    <message>
        <source>0: each of them once</source>
        <translation>0: jedes einmal</translation>
    </message>
    <message>
        <source>For validation</source>
        <translation>Zur Validierung</translation>
    </message>
    <message>
        <source>Kept back to judge the network by</source>
        <translation>Zurückbehalten, um das Netz zu beurteilen</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Helfer</translation>
    </message>
    <message>
        <source>Threads that prepare samples</source>
        <translation>Threads, die Beispiele vorbereiten</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>Gewichtszerfall (weight decay)</translation>
    </message>
    <message>
        <source>Of AdamW</source>
        <translation>Von AdamW</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>Anlauf</translation>
    </message>
    <message>
        <source>Steps until the full learning rate</source>
        <translation>Schritte bis zur vollen Lernrate</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>Geduld</translation>
    </message>
    <message>
        <source>Epochs without a better one before it stops; 0: never</source>
        <translation>Epochen ohne eine bessere, bis es aufhört; 0: nie</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>For computing; 0: one for each processor</source>
        <translation>Zum Rechnen; 0: einer je Prozessor</translation>
    </message>
    <message>
        <source>Mixed precision on a GPU</source>
        <translation>Gemischte Genauigkeit auf einer GPU</translation>
    </message>
    <message>
        <source>Loss of depth</source>
        <translation>Verlustfunktion (Tiefe)</translation>
    </message>
    <message>
        <source>SSIM</source>
        <translation>SSIM</translation>
    </message>
    <message>
        <source>L1</source>
        <translation>L1</translation>
    </message>
    <message>
        <source>Smoothness</source>
        <translation>Glattheit</translation>
    </message>
    <message>
        <source>Scale-invariant log</source>
        <translation>Skaleninvarianter Logarithmus</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>Gradient</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>Füllung</translation>
    </message>
    <message>
        <source>Depth ratio</source>
        <translation>Tiefenverhältnis</translation>
    </message>
    <message>
        <source>Weight of this term; 0 leaves it out</source>
        <translation>Gewicht dieses Terms; 0 lässt ihn weg</translation>
    </message>
    <message>
        <source>What it says of itself</source>
        <translation>Was es über sich sagt</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>Names the network&apos;s folder: letters, digits and dashes</source>
        <translation>Benennt den Ordner des Netzes: Buchstaben, Ziffern und Striche</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>Spiegeln</translation>
    </message>
    <message>
        <source>Left to right</source>
        <translation>Links und rechts</translation>
    </message>
    <message>
        <source>Chance</source>
        <translation>Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>Top to bottom</source>
        <translation>Oben und unten</translation>
    </message>
    <message>
        <source>Corners in order again</source>
        <translation>Ecken wieder geordnet</translation>
    </message>
    <message>
        <source>Four corners run clockwise from the top left one afterwards</source>
        <translation>Vier Ecken laufen danach im Uhrzeigersinn von der oberen linken an</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>Helligkeit</translation>
    </message>
    <message>
        <source>± of 0 to 255</source>
        <translation>± von 0 bis 255</translation>
    </message>
    <message>
        <source>Hue</source>
        <translation>Farbton</translation>
    </message>
    <message>
        <source>± of a wheel of 180</source>
        <translation>± auf einem Kreis von 180</translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation>Sättigung</translation>
    </message>
    <message>
        <source>Gamma</source>
        <translation>Gamma</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Grau</translation>
    </message>
    <message>
        <source>Chance of a picture without colour</source>
        <translation>Wahrscheinlichkeit eines Bildes ohne Farbe</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Lage</translation>
    </message>
    <message>
        <source>Moved at all</source>
        <translation>Überhaupt bewegt</translation>
    </message>
    <message>
        <source>Rotation</source>
        <translation>Drehung</translation>
    </message>
    <message>
        <source>Up to, both ways</source>
        <translation>Bis zu, in beide Richtungen</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Verschiebung</translation>
    </message>
    <message>
        <source>Up to, of the picture&apos;s size</source>
        <translation>Bis zu, von der Bildgröße</translation>
    </message>
    <message>
        <source>Perspective</source>
        <translation>Perspektive</translation>
    </message>
    <message>
        <source>How far the picture&apos;s corners move, of its size</source>
        <translation>Wie weit die Bildecken wandern, von der Bildgröße</translation>
    </message>
    <message>
        <source>Disturbance</source>
        <translation>Störung</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>Rauschen</translation>
    </message>
    <message>
        <source>Standard deviation, of 0 to 255</source>
        <translation>Standardabweichung, von 0 bis 255</translation>
    </message>
    <message>
        <source>Blur</source>
        <translation>Unschärfe</translation>
    </message>
    <message>
        <source>Cut-out</source>
        <translation>Ausschnitt</translation>
    </message>
    <message>
        <source>Chance of a rectangle over a tenth of the picture</source>
        <translation>Wahrscheinlichkeit eines Rechtecks über einem Zehntel des Bildes</translation>
    </message>
    <message>
        <source>Corners by heat maps</source>
        <translation>Ecken über Wärmekarten</translation>
    </message>
    <message>
        <source>Corners by regression</source>
        <translation>Ecken über Regression</translation>
    </message>
    <message>
        <source>Depth through the rim</source>
        <translation>Tiefe durch den Rand</translation>
    </message>
    <message>
        <source>Depth of the picture (U-Net)</source>
        <translation>Tiefe des Bildes (U-Net)</translation>
    </message>
    <message>
        <source>Views that show the box alone, for the second look</source>
        <translation>Ansichten der Kiste allein, für den zweiten Blick</translation>
    </message>
    <message>
        <source>Made square</source>
        <translation>Quadratisch</translation>
    </message>
    <message>
        <source>Views whose rim is made square, for the third look; 0: no third look</source>
        <translation>Ansichten, deren Rand zum Quadrat entzerrt ist, für den dritten Blick; 0: kein dritter Blick</translation>
    </message>
    <message>
        <source>Rim in the square</source>
        <translation>Rand im Quadrat</translation>
    </message>
    <message>
        <source>Its side, of such a view&apos;s side</source>
        <translation>Seine Seite, als Anteil der Seite einer solchen Ansicht</translation>
    </message>
    <message>
        <source>Size told</source>
        <translation>Maß genannt</translation>
    </message>
    <message>
        <source>How often a sample tells the network the size of its box</source>
        <translation>Wie oft ein Beispiel dem Netz das Maß seiner Kiste nennt</translation>
    </message>
    <message>
        <source>The farthest it can answer</source>
        <translation>Die größte, mit der es antworten kann</translation>
    </message>
    <message>
        <source>bfloat16 on the CPU</source>
        <translation>bfloat16 auf der CPU</translation>
    </message>
    <message>
        <source>Arm or sheet</source>
        <translation>Arm oder Blatt</translation>
    </message>
    <message>
        <source>Chance of one in front, mostly over a corner</source>
        <translation>Wahrscheinlichkeit, dass eines davorliegt, meist über einer Ecke</translation>
    </message>
    <message>
        <source>Hard pictures</source>
        <translation>Schwere Bilder</translation>
    </message>
    <message>
        <source>Of the loss of fill. 0 %: pictures that the network is sure of count most; 100 %: all count alike</source>
        <translation>Beim Verlust der Füllung. 0 %: Bilder, bei denen das Netz sicher ist, zählen am meisten; 100 %: alle zählen gleich</translation>
    </message>
    <message>
        <source>Classes alike</source>
        <translation>Klassen gleich</translation>
    </message>
    <message>
        <source>A rare class counts as much as a frequent one</source>
        <translation>Eine seltene Klasse zählt so viel wie eine häufige</translation>
    </message>
    <message>
        <source>Classes of pictures</source>
        <translation>Klassen von Bildern</translation>
    </message>
    <message>
        <source>Without picture</source>
        <translation>Ohne Bild</translation>
    </message>
    <message>
        <source>How often a sample comes without its picture, so that the network serves depth alone as well</source>
        <translation>Wie oft ein Beispiel ohne sein Bild kommt, damit das Netz auch Tiefe allein entrauscht</translation>
    </message>
    <message>
        <source>Expected error</source>
        <translation>Erwarteter Fehler</translation>
    </message>
    <message>
        <source>Holes</source>
        <translation>Löcher</translation>
    </message>
    <message>
        <source>Measured depth, denoised</source>
        <translation>Gemessene Tiefe, entrauscht</translation>
    </message>
    <message>
        <source>Faster where the processor has AVX-512; full precision elsewhere</source>
        <translation>Schneller, wenn der Prozessor AVX-512 hat; sonst volle Genauigkeit</translation>
    </message>
</context>
<context>
    <name>fillscope::LengthField</name>
    <message>
        <source>%1 cm</source>
        <translation>%1 cm</translation>
    </message>
</context>
<context>
    <name>fillscope::LinkedCursor</name>
    <message>
        <source>depth not measured</source>
        <translation>Tiefe nicht gemessen</translation>
    </message>
    <message>
        <source>depth %1 %2</source>
        <translation>Tiefe %1 %2</translation>
    </message>
</context>
<context>
    <name>fillscope::LossReport</name>
    <message>
        <source>What would be lost</source>
        <translation>Was verloren ginge</translation>
    </message>
    <message>
        <source>What the format cannot hold</source>
        <translation>Was das Format nicht fasst</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Is written as</source>
        <translation>Wird geschrieben als</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>Wie oft</translation>
    </message>
    <message>
        <source>First in</source>
        <translation>Zuerst in</translation>
    </message>
    <message>
        <source>Close them to outlines</source>
        <translation>Zu Umrissen schließen</translation>
    </message>
    <message>
        <source>The format has no open lines.</source>
        <translation>Das Format kennt keine offenen Linien.</translation>
    </message>
    <message>
        <source>Looking what the format can hold…</source>
        <translation>Es wird geprüft, was das Format fasst…</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>weggelassen</translation>
    </message>
    <message>
        <source>Nothing is lost: the format holds all of it.</source>
        <translation>Nichts geht verloren: Das Format fasst alles.</translation>
    </message>
    <message>
        <source>The format cannot hold all of it. Left out: %1; changed: %2.</source>
        <translation>Das Format fasst nicht alles. Weggelassen: %1; geändert: %2.</translation>
    </message>
    <message>
        <source>The format holds it in another form: %1 changes.</source>
        <translation>Das Format fasst es in anderer Form: %1 Änderungen.</translation>
    </message>
    <message>
        <source>The format holds it in another form: 1 change.</source>
        <translation>Das Format hält es in anderer Form: 1 Änderung.</translation>
    </message>
</context>
<context>
    <name>fillscope::Loupe</name>
    <message>
        <source>x %1   y %2</source>
        <translation>x %1   y %2</translation>
    </message>
</context>
<context>
    <name>fillscope::MainWindow</name>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>Kiste</translation>
    </message>
    <message>
        <source>3D</source>
        <translation>3D</translation>
    </message>
    <message>
        <source>%1[*] — FillScope</source>
        <translation>%1[*] — FillScope</translation>
    </message>
    <message>
        <source>FillScope</source>
        <translation>FillScope</translation>
    </message>
    <message>
        <source>Restore unsaved changes of “%1” (%2)</source>
        <translation>Ungespeicherte Änderungen von „%1“ wiederherstellen (%2)</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>Regionen</translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation>Attribute</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>these %1 things</source>
        <translation>diese %1 Dinge</translation>
    </message>
    <message>
        <source>Add %1 to this project?</source>
        <translation>%1 zu diesem Projekt hinzufügen?</translation>
    </message>
    <message>
        <source>Its pictures and regions join those of “%1”, or are opened instead of it.</source>
        <translation>Bilder und Regionen kommen zu denen von „%1“ hinzu oder werden stattdessen geöffnet.</translation>
    </message>
    <message>
        <source>Add to this project</source>
        <translation>Zu diesem Projekt hinzufügen</translation>
    </message>
    <message>
        <source>Open as another</source>
        <translation>Als anderes öffnen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>fillscope::MaskAssistant</name>
    <message>
        <source>The picture is not there yet</source>
        <translation>Das Bild ist noch nicht da</translation>
    </message>
    <message>
        <source>Finding a starting mask</source>
        <translation>Startmaske wird gesucht</translation>
    </message>
    <message>
        <source>Looking for it… Esc stops</source>
        <translation>Wird gesucht… Esc bricht ab</translation>
    </message>
    <message>
        <source>rounds</source>
        <translation>Runden</translation>
    </message>
    <message>
        <source>level</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Looking for it…</source>
        <translation>Wird gesucht…</translation>
    </message>
    <message>
        <source>Draw around the thing</source>
        <translation>Das Ding umfahren</translation>
    </message>
    <message>
        <source>Nothing found: try another method, or Invert</source>
        <translation>Nichts gefunden: ein anderes Verfahren oder „Umkehren“ versuchen</translation>
    </message>
    <message numerus="yes">
        <source>%n vertices</source>
        <translation>
            <numerusform>%n Eckpunkt</numerusform>
            <numerusform>%n Eckpunkte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n parts</source>
        <translation>
            <numerusform>, %n Teil</numerusform>
            <numerusform>, %n Teile</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no polygon to accept yet</source>
        <translation>Es gibt noch kein Polygon, das angenommen werden könnte</translation>
    </message>
    <message>
        <source>Enter accepts, Esc discards · 1–3 method, ↑↓ tolerance, ←→ %1, I inverts</source>
        <translation>Enter nimmt an, Esc verwirft · 1–3 Verfahren, ↑↓ Toleranz, ←→ %1, I kehrt um</translation>
    </message>
    <message>
        <source>, holes kept: %1</source>
        <translation>, Löcher behalten: %1</translation>
    </message>
    <message>
        <source>, holes filled: %1</source>
        <translation>, Löcher gefüllt: %1</translation>
    </message>
    <message>
        <source>, %1 too small</source>
        <translation>, %1 zu klein</translation>
    </message>
</context>
<context>
    <name>fillscope::MaskStrip</name>
    <message>
        <source>&amp;Invert</source>
        <translation>&amp;Umkehren</translation>
    </message>
    <message>
        <source>&amp;Keep holes</source>
        <translation>&amp;Löcher behalten</translation>
    </message>
    <message>
        <source>GrabCut</source>
        <translation>GrabCut</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>Helligkeit</translation>
    </message>
    <message>
        <source>Colours (k-means)</source>
        <translation>Farben (k-means)</translation>
    </message>
    <message>
        <source>How the thing is told from its surroundings: 1, 2 and 3 on the picture</source>
        <translation>Wie das Ding von seiner Umgebung unterschieden wird: 1, 2 und 3 auf dem Bild</translation>
    </message>
    <message>
        <source>What was left out, inside the outline; I on the picture</source>
        <translation>Was innerhalb des Umrisses weggelassen wurde; I auf dem Bild</translation>
    </message>
    <message>
        <source>More rounds follow the edges better and take longer</source>
        <translation>Mehr Runden folgen den Kanten besser und dauern länger</translation>
    </message>
    <message>
        <source>Into how many colours the inside of the outline is divided</source>
        <translation>In wie viele Farben das Innere des Umrisses geteilt wird</translation>
    </message>
    <message>
        <source>Brightness that divides</source>
        <translation>Trennende Helligkeit</translation>
    </message>
    <message>
        <source>The brightness that divides best (Otsu)</source>
        <translation>Die Helligkeit, die am besten trennt (Otsu)</translation>
    </message>
    <message>
        <source>&amp;Level</source>
        <translation>&amp;Schwelle</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>How far the polygon may leave the mask&apos;s edge, in pixels of the picture; up and down on it</source>
        <translation>Wie weit das Polygon vom Rand der Maske abweichen darf, in Pixeln des Bildes; auf und ab auf dem Bild</translation>
    </message>
    <message>
        <source>Holes become regions of their own, marked hole = yes; otherwise they are filled</source>
        <translation>Löcher werden eigene Regionen mit hole = yes; sonst werden sie gefüllt</translation>
    </message>
    <message>
        <source>The polygon becomes a region (Enter)</source>
        <translation>Das Polygon wird eine Region (Enter)</translation>
    </message>
    <message>
        <source>The proposal goes (Esc)</source>
        <translation>Der Vorschlag verschwindet (Esc)</translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation>Was dabei herauskam</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Meth&amp;od</source>
        <translation>&amp;Verfahren</translation>
    </message>
    <message>
        <source>Tolera&amp;nce</source>
        <translation>Tolera&amp;nz</translation>
    </message>
    <message>
        <source>Roun&amp;ds</source>
        <translation>Runden</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
</context>
<context>
    <name>fillscope::MaskTool</name>
    <message>
        <source>Starting mask: drag a rectangle around the thing, or click a polygon; or choose a region first</source>
        <translation>Startmaske: ein Rechteck um das Ding ziehen oder ein Polygon klicken; oder zuerst eine Region wählen</translation>
    </message>
</context>
<context>
    <name>fillscope::MeasureController</name>
    <message>
        <source>Measuring</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>No depth for this picture: choose a depth file or predict it.</source>
        <translation>Keine Tiefe zu diesem Bild: eine Tiefendatei wählen oder die Tiefe vorhersagen.</translation>
    </message>
    <message>
        <source>The depth file could not be loaded: choose another one.</source>
        <translation>Die Tiefendatei ließ sich nicht laden: eine andere wählen.</translation>
    </message>
    <message>
        <source>Place the four rim corners (B).</source>
        <translation>Die vier Ecken des Rands setzen (B).</translation>
    </message>
    <message>
        <source>One more rim corner to place.</source>
        <translation>Noch eine Ecke des Rands zu setzen.</translation>
    </message>
    <message>
        <source>%1 more rim corners to place.</source>
        <translation>Noch %1 Ecken des Rands zu setzen.</translation>
    </message>
</context>
<context>
    <name>fillscope::Menus</name>
    <message>
        <source>Nothing yet</source>
        <translation>Noch nichts</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Pictures</source>
        <translation>B&amp;ilder</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Measure</source>
        <translation>&amp;Messen</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Con&amp;vert</source>
        <translation>U&amp;mwandeln</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>&amp;Werkzeuge</translation>
    </message>
    <message>
        <source>&amp;Regions</source>
        <translation>&amp;Regionen</translation>
    </message>
    <message>
        <source>Open rec&amp;ent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>%1 (standard)</source>
        <translation>%1 (Standard)</translation>
    </message>
    <message>
        <source>%1 (not there any more)</source>
        <translation>%1 (nicht mehr da)</translation>
    </message>
    <message>
        <source>Network for &amp;corners</source>
        <translation>Netz für E&amp;cken</translation>
    </message>
    <message>
        <source>Network for fi&amp;ll</source>
        <translation>Netz für Füllun&amp;g</translation>
    </message>
    <message>
        <source>Net&amp;work for picture classes</source>
        <translation>Net&amp;z für Bildklassen</translation>
    </message>
</context>
<context>
    <name>fillscope::NetworkChoice</name>
    <message>
        <source>There is no network that finds box corners.</source>
        <translation>Es gibt kein Netz, das Kistenecken findet.</translation>
    </message>
    <message>
        <source>There is no network that tells depth inside a box.</source>
        <translation>Es gibt kein Netz, das die Tiefe in einer Kiste kennt.</translation>
    </message>
    <message>
        <source>Train one in the Train workspace, or put one with its manifest.json into a folder below %1.</source>
        <translation>Im Arbeitsbereich „Trainieren“ eines trainieren, oder eines mit seiner manifest.json in einen Ordner unter %1 legen.</translation>
    </message>
    <message>
        <source>The network “%1” is not there any more; “%2” is used instead.</source>
        <translation>Das Netz „%1“ ist nicht mehr da; stattdessen wird „%2“ verwendet.</translation>
    </message>
    <message>
        <source>The network “%1” is in use now: Detect corners and Predict fill find corners with it. Measure &gt; Network for corners leads back.</source>
        <translation>Das Netz „%1“ ist jetzt in Gebrauch: „Ecken erkennen“ und „Füllung vorhersagen“ finden die Ecken damit. „Messen &gt; Netz für Ecken“ führt zurück.</translation>
    </message>
    <message>
        <source>The network “%1” is in use now: Predict fill looks into the box with it. Measure &gt; Network for fill leads back.</source>
        <translation>Das Netz „%1“ ist jetzt in Gebrauch: „Füllung vorhersagen“ blickt damit in die Kiste. „Messen &gt; Netz für Füllung“ führt zurück.</translation>
    </message>
    <message>
        <source>The network “%1” is yours now: the Depth workspace has chosen it.</source>
        <translation>Das Netz „%1“ gehört jetzt zu Ihren: Der Arbeitsbereich „Tiefe“ hat es gewählt.</translation>
    </message>
    <message>
        <source>There is no network that tells classes of pictures apart.</source>
        <translation>Es gibt kein Netz, das Klassen von Bildern unterscheidet.</translation>
    </message>
    <message>
        <source>The network “%1” is in use now: Measure &gt; Tell the picture&apos;s class asks it. Measure &gt; Network for picture classes leads to others.</source>
        <translation>Das Netz „%1“ wird jetzt benutzt: Messen &gt; Klasse des Bildes bestimmen fragt es. Messen &gt; Netz für Bildklassen führt zu anderen.</translation>
    </message>
    <message>
        <source>There is no network that denoises measured depth.</source>
        <translation>Es gibt kein Netz, das gemessene Tiefe entrauscht.</translation>
    </message>
    <message>
        <source>The network “%1” is in use now: Denoise in the Depth workspace asks it.</source>
        <translation>Das Netz „%1“ ist jetzt in Gebrauch: „Entrauschen“ im Arbeitsbereich „Tiefe“ fragt es.</translation>
    </message>
</context>
<context>
    <name>fillscope::NoticeBar</name>
    <message>
        <source>Dismiss</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>What to do about it</source>
        <translation>Was dagegen zu tun ist</translation>
    </message>
</context>
<context>
    <name>fillscope::Notices</name>
    <message>
        <source>%1 of %2 pictures are not where the project says.</source>
        <translation>%1 von %2 Bildern liegen nicht dort, wo das Projekt es sagt.</translation>
    </message>
    <message>
        <source>The picture is not where the project says.</source>
        <translation>Das Bild liegt nicht dort, wo das Projekt es sagt.</translation>
    </message>
    <message>
        <source>None of the %1 pictures is where the project says.</source>
        <translation>Keines der %1 Bilder liegt dort, wo das Projekt es sagt.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>Corners proposed in 1 picture.</source>
        <translation>In 1 Bild Ecken vorgeschlagen.</translation>
    </message>
    <message>
        <source>Corners proposed in %1 pictures, the least certain first.</source>
        <translation>In %1 Bildern Ecken vorgeschlagen, die unsichersten zuerst.</translation>
    </message>
    <message>
        <source>%1 could not be read or held none.</source>
        <translation>%1 waren nicht lesbar oder enthielten keine.</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>%1 with depth of their own</source>
        <translation>%1 mit eigener Tiefe</translation>
    </message>
    <message>
        <source>%1 with a figure already</source>
        <translation>%1 mit einer Zahl</translation>
    </message>
    <message>
        <source>%1 without a rim</source>
        <translation>%1 ohne Rand</translation>
    </message>
    <message>
        <source>%1 changed meanwhile</source>
        <translation>%1 inzwischen geändert</translation>
    </message>
    <message>
        <source>Left out: %1.</source>
        <translation>Ausgelassen: %1.</translation>
    </message>
    <message>
        <source>Fill predicted in 1 picture.</source>
        <translation>In 1 Bild Füllung vorhergesagt.</translation>
    </message>
    <message>
        <source>Fill predicted in %1 pictures.</source>
        <translation>In %1 Bildern Füllung vorhergesagt.</translation>
    </message>
    <message>
        <source>In %1 of them nobody has looked at the corners.</source>
        <translation>Bei %1 davon hat niemand die Ecken geprüft.</translation>
    </message>
    <message>
        <source>%1 could not be read or predicted.</source>
        <translation>%1 waren nicht lesbar oder ließen sich nicht vorhersagen.</translation>
    </message>
    <message>
        <source>1 picture measured.</source>
        <translation>1 Bild gemessen.</translation>
    </message>
    <message>
        <source>%1 pictures measured.</source>
        <translation>%1 Bilder gemessen.</translation>
    </message>
    <message>
        <source>%1 could not be measured.</source>
        <translation>%1 ließen sich nicht messen.</translation>
    </message>
    <message>
        <source>%1 left alone: corners of this network were rejected there.</source>
        <translation>%1 nicht angetastet: Dort wurden Ecken dieses Netzes verworfen.</translation>
    </message>
    <message>
        <source>Keep as its class</source>
        <translation>Als seine Klasse behalten</translation>
    </message>
</context>
<context>
    <name>fillscope::OpeningWords</name>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 und %2 weitere</translation>
    </message>
    <message>
        <source>“%1” is shown as a picture from its camera&apos;s place.</source>
        <translation>„%1“ wird als Bild vom Ort seiner Kamera gezeigt.</translation>
    </message>
    <message>
        <source>%1 point clouds are shown as pictures from their camera&apos;s place: %2.</source>
        <translation>%1 Punktwolken werden als Bilder vom Ort ihrer Kamera gezeigt: %2.</translation>
    </message>
    <message>
        <source>“%1” is shown as a picture from above, with %2 up.</source>
        <translation>„%1“ wird als Bild von oben gezeigt, mit %2 nach oben.</translation>
    </message>
    <message>
        <source>%1 point clouds are shown as pictures from above, with %2 up: %3.</source>
        <translation>%1 Punktwolken werden als Bilder von oben gezeigt, mit %2 nach oben: %3.</translation>
    </message>
    <message>
        <source>“%1” is shown as its camera saw it.</source>
        <translation>„%1“ wird gezeigt, wie die Kamera es sah.</translation>
    </message>
    <message>
        <source>%1 point clouds are shown as their camera saw them: %2.</source>
        <translation>%1 Punktwolken werden gezeigt, wie die Kamera sie sah: %2.</translation>
    </message>
    <message>
        <source>%1 % of “%2”</source>
        <translation>%1 % von „%2“</translation>
    </message>
    <message>
        <source>Where that is the wrong side, turn the cloud until z points up in the program that wrote it, and open it again.</source>
        <translation>Ist das die falsche Seite, drehen Sie die Wolke in dem Programm, das sie geschrieben hat, bis z nach oben zeigt, und öffnen Sie sie neu.</translation>
    </message>
    <message>
        <source>Points outside the picture: %1.</source>
        <translation>Punkte außerhalb des Bildes: %1.</translation>
    </message>
    <message>
        <source>Not opened: %1</source>
        <translation>Nicht geöffnet: %1</translation>
    </message>
    <message>
        <source>Found: %1. Still missing: %2.</source>
        <translation>Gefunden: %1. Noch fehlend: %2.</translation>
    </message>
    <message>
        <source>Found the missing picture. Save the project to keep this.</source>
        <translation>Das fehlende Bild gefunden. Das Projekt speichern, um dies zu behalten.</translation>
    </message>
    <message>
        <source>Found all %1 missing pictures. Save the project to keep this.</source>
        <translation>Alle %1 fehlenden Bilder gefunden. Das Projekt speichern, um dies zu behalten.</translation>
    </message>
    <message>
        <source>Of the files that they name, these were not found: %1.</source>
        <translation>Von den Dateien, die sie nennen, fehlen: %1.</translation>
    </message>
</context>
<context>
    <name>fillscope::PageParts</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>fillscope::PathTool</name>
    <message>
        <source>Point: click where it is; Alt slows the mouse down</source>
        <translation>Punkt: klicken, wo er ist; Alt verlangsamt die Maus</translation>
    </message>
    <message>
        <source>Polygon: click its vertices; Enter or a click on the first one finishes</source>
        <translation>Polygon: die Eckpunkte anklicken; Enter oder ein Klick auf den ersten schließt ab</translation>
    </message>
    <message>
        <source>Polyline: click its vertices; Enter or a double click finishes</source>
        <translation>Linienzug: die Eckpunkte anklicken; Enter oder ein Doppelklick schließt ab</translation>
    </message>
    <message>
        <source>%1: Backspace takes the last vertex back</source>
        <translation>%1: Die Rücktaste nimmt den letzten Eckpunkt zurück</translation>
    </message>
    <message>
        <source>Click to close the polygon</source>
        <translation>Klicken, um das Polygon zu schließen</translation>
    </message>
    <message numerus="yes">
        <source>%n vertices; Backspace takes the last one back</source>
        <translation>
            <numerusform>%n Eckpunkt; die Rücktaste nimmt ihn zurück</numerusform>
            <numerusform>%n Eckpunkte; die Rücktaste nimmt den letzten zurück</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n vertices: Enter finishes, Backspace takes the last one back, Esc gives all up</source>
        <translation>
            <numerusform>%n Eckpunkt: Enter schließt ab, die Rücktaste nimmt ihn zurück, Esc verwirft alles</numerusform>
            <numerusform>%n Eckpunkte: Enter schließt ab, die Rücktaste nimmt den letzten zurück, Esc verwirft alles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fillscope::PhotoDisplay</name>
    <message>
        <source>Brightness and colours…</source>
        <translation>Helligkeit und Farben…</translation>
    </message>
    <message>
        <source>How the picture is shown; the picture itself stays as it is</source>
        <translation>Wie das Bild gezeigt wird; das Bild selbst bleibt, wie es ist</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>Anzeige</translation>
    </message>
    <message>
        <source>Show the picture as it is</source>
        <translation>Das Bild zeigen, wie es ist</translation>
    </message>
    <message>
        <source>Brightness, contrast, gamma and window back to where they were</source>
        <translation>Helligkeit, Kontrast, Gamma und Fenster zurück auf den Anfang</translation>
    </message>
    <message>
        <source>value %1</source>
        <translation>Wert %1</translation>
    </message>
    <message>
        <source>RGB %1 %2 %3</source>
        <translation>RGB %1 %2 %3</translation>
    </message>
    <message>
        <source>no value</source>
        <translation>kein Wert</translation>
    </message>
    <message>
        <source>value %1 = %2 m</source>
        <translation>Wert %1 = %2 m</translation>
    </message>
</context>
<context>
    <name>fillscope::PhotoKnobs</name>
    <message>
        <source>How often, beside the other kinds; 0 never</source>
        <translation>Wie oft, neben den anderen Arten; 0 nie</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>Kiste</translation>
    </message>
    <message>
        <source>Cartons</source>
        <translation>Kartons</translation>
    </message>
    <message>
        <source>Totes</source>
        <translation>Kunststoffkisten</translation>
    </message>
    <message>
        <source>Crates</source>
        <translation>Holzkisten</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>The longer inner side</source>
        <translation>Die längere Innenseite</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>The shorter inner side, as a share of the longer</source>
        <translation>Die kürzere Innenseite, als Anteil der längeren</translation>
    </message>
    <message>
        <source>Wall</source>
        <translation>Wand</translation>
    </message>
    <message>
        <source>Taper</source>
        <translation>Verjüngung</translation>
    </message>
    <message>
        <source>With flaps</source>
        <translation>Mit Klappen</translation>
    </message>
    <message>
        <source>Cartons that have flaps at all</source>
        <translation>Kartons, die überhaupt Klappen haben</translation>
    </message>
    <message>
        <source>Flap angle</source>
        <translation>Klappenwinkel</translation>
    </message>
    <message>
        <source>0 stands up, 90 lies level outwards, −90 level inwards</source>
        <translation>0 steht auf, 90 liegt waagrecht nach außen, −90 nach innen</translation>
    </message>
    <message>
        <source>Flap length</source>
        <translation>Klappenlänge</translation>
    </message>
    <message>
        <source>Of the shorter side</source>
        <translation>Von der kürzeren Seite</translation>
    </message>
    <message>
        <source>With print</source>
        <translation>Mit Aufdruck</translation>
    </message>
    <message>
        <source>With labels</source>
        <translation>Mit Etiketten</translation>
    </message>
    <message>
        <source>With tape</source>
        <translation>Mit Klebeband</translation>
    </message>
    <message>
        <source>With wear</source>
        <translation>Mit Abnutzung</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>Leer</translation>
    </message>
    <message>
        <source>Cuboids</source>
        <translation>Quader</translation>
    </message>
    <message>
        <source>Mixed</source>
        <translation>Gemischt</translation>
    </message>
    <message>
        <source>Cylinders</source>
        <translation>Zylinder</translation>
    </message>
    <message>
        <source>Spheres</source>
        <translation>Kugeln</translation>
    </message>
    <message>
        <source>Bottles</source>
        <translation>Flaschen</translation>
    </message>
    <message>
        <source>Bags</source>
        <translation>Beutel</translation>
    </message>
    <message>
        <source>Loose fill</source>
        <translation>Schüttgut</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Lagen</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>Füllung</translation>
    </message>
    <message>
        <source>Aimed at; what settles decides</source>
        <translation>Angestrebt; was sich setzt, entscheidet</translation>
    </message>
    <message>
        <source>Size of things</source>
        <translation>Größe der Dinge</translation>
    </message>
    <message>
        <source>Over the rim</source>
        <translation>Über dem Rand</translation>
    </message>
    <message>
        <source>Boxes whose content may rise over the rim</source>
        <translation>Kisten, deren Inhalt über den Rand ragen darf</translation>
    </message>
    <message>
        <source>Surroundings</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Things around</source>
        <translation>Dinge daneben</translation>
    </message>
    <message>
        <source>With hands</source>
        <translation>Mit Händen</translation>
    </message>
    <message>
        <source>With another box</source>
        <translation>Mit weiterer Kiste</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Licht</translation>
    </message>
    <message>
        <source>Lamps</source>
        <translation>Lampen</translation>
    </message>
    <message>
        <source>Ambient light</source>
        <translation>Umgebungslicht</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>Belichtung</translation>
    </message>
    <message>
        <source>stops</source>
        <translation>Blenden</translation>
    </message>
    <message>
        <source>Colour of light</source>
        <translation>Lichtfarbe</translation>
    </message>
    <message>
        <source>Size of lamps</source>
        <translation>Größe der Lampen</translation>
    </message>
    <message>
        <source>Larger lamps cast softer shadows</source>
        <translation>Größere Lampen werfen weichere Schatten</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Tilt</source>
        <translation>Neigung</translation>
    </message>
    <message>
        <source>0 looks straight down</source>
        <translation>0 blickt senkrecht hinab</translation>
    </message>
    <message>
        <source>Roll</source>
        <translation>Verkippung</translation>
    </message>
    <message>
        <source>Size in the picture</source>
        <translation>Größe im Bild</translation>
    </message>
    <message>
        <source>The rim&apos;s longer extent, of the picture&apos;s</source>
        <translation>Die längere Ausdehnung des Randes, von der des Bildes</translation>
    </message>
    <message>
        <source>Field of view</source>
        <translation>Bildwinkel</translation>
    </message>
    <message>
        <source>Cut off</source>
        <translation>Angeschnitten</translation>
    </message>
    <message>
        <source>Pictures with rim corners outside</source>
        <translation>Bilder mit Randecken außerhalb</translation>
    </message>
    <message>
        <source>Distortion</source>
        <translation>Verzeichnung</translation>
    </message>
    <message>
        <source>k1 of the lens</source>
        <translation>k1 der Linse</translation>
    </message>
    <message>
        <source>Defocus</source>
        <translation>Fokusfehler</translation>
    </message>
    <message>
        <source>Motion blur</source>
        <translation>Bewegungsunschärfe</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>Rauschen</translation>
    </message>
    <message>
        <source>JPEG quality</source>
        <translation>JPEG-Güte</translation>
    </message>
    <message>
        <source>Saved as JPEG</source>
        <translation>Als JPEG gespeichert</translation>
    </message>
    <message>
        <source>Depth camera</source>
        <translation>Tiefenkamera</translation>
    </message>
    <message>
        <source>Noise at 1 m</source>
        <translation>Rauschen bei 1 m</translation>
    </message>
    <message>
        <source>Holes</source>
        <translation>Löcher</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Width of a picture</source>
        <translation>Breite eines Bildes</translation>
    </message>
    <message>
        <source>Height of a picture</source>
        <translation>Höhe eines Bildes</translation>
    </message>
    <message>
        <source>Set of textures</source>
        <translation>Satz der Texturen</translation>
    </message>
    <message>
        <source>Sets of other names share no texture: “train” for training, another one for tests</source>
        <translation>Sätze mit anderen Namen teilen keine Textur: „train“ zum Training, ein anderer für Tests</translation>
    </message>
    <message>
        <source>Inner height</source>
        <translation>Höhe innen</translation>
    </message>
    <message>
        <source>How far a tote&apos;s floor is drawn in, of its inner height</source>
        <translation>Wie weit der Boden einer Kunststoffkiste eingezogen ist, von ihrer Höhe innen</translation>
    </message>
    <message>
        <source>Parts of cartons</source>
        <translation>Teile von Kartons</translation>
    </message>
    <message>
        <source>Half shut</source>
        <translation>Halb geschlossen</translation>
    </message>
    <message>
        <source>Cartons one of whose flaps stands or leans inwards</source>
        <translation>Kartons, von denen eine Klappe steht oder sich nach innen neigt</translation>
    </message>
    <message>
        <source>Flaps of two sides</source>
        <translation>Zweiseitige Klappen</translation>
    </message>
    <message>
        <source>Cartons whose flaps have another colour or print than the inside</source>
        <translation>Kartons, deren Klappen eine andere Farbe oder einen anderen Druck haben als das Innere</translation>
    </message>
    <message>
        <source>Bent flaps</source>
        <translation>Geknickte Klappen</translation>
    </message>
    <message>
        <source>Cartons whose flaps have bent free ends</source>
        <translation>Kartons, deren Klappen geknickte freie Enden haben</translation>
    </message>
    <message>
        <source>Bare floors</source>
        <translation>Nackte Böden</translation>
    </message>
    <message>
        <source>Cartons whose floor shows its flaps and its seam</source>
        <translation>Kartons, deren Boden seine Klappen und seine Naht zeigt</translation>
    </message>
    <message>
        <source>Liners</source>
        <translation>Einlagen</translation>
    </message>
    <message>
        <source>Cartons with a sheet of another colour on the floor</source>
        <translation>Kartons mit einem Bogen anderer Farbe auf dem Boden</translation>
    </message>
    <message>
        <source>Openings</source>
        <translation>Öffnungen</translation>
    </message>
    <message>
        <source>Cartons and crates with openings in their walls</source>
        <translation>Kartons und Holzkisten mit Öffnungen in den Wänden</translation>
    </message>
    <message>
        <source>Parts of totes</source>
        <translation>Teile von Kunststoffkisten</translation>
    </message>
    <message>
        <source>Round corners</source>
        <translation>Runde Ecken</translation>
    </message>
    <message>
        <source>Rolled rims</source>
        <translation>Gerollte Ränder</translation>
    </message>
    <message>
        <source>Totes whose rim is a round lip</source>
        <translation>Kunststoffkisten, deren Rand eine runde Lippe ist</translation>
    </message>
    <message>
        <source>Folds</source>
        <translation>Falten</translation>
    </message>
    <message>
        <source>Totes with deep folds in the short walls</source>
        <translation>Kunststoffkisten mit tiefen Falten in den kurzen Wänden</translation>
    </message>
    <message>
        <source>Gleam</source>
        <translation>Glanz</translation>
    </message>
    <message>
        <source>Totes with upright reflections on the inside</source>
        <translation>Kunststoffkisten mit senkrechten Spiegelungen auf der Innenseite</translation>
    </message>
    <message>
        <source>Large goods</source>
        <translation>Große Dinge</translation>
    </message>
    <message>
        <source>Mixed contents of few, large things</source>
        <translation>Gemischter Inhalt aus wenigen, großen Dingen</translation>
    </message>
    <message>
        <source>Of another kind</source>
        <translation>Von anderer Art</translation>
    </message>
    <message>
        <source>Of the other boxes, how many differ from this one</source>
        <translation>Wie viele der anderen Kisten sich von dieser unterscheiden</translation>
    </message>
    <message>
        <source>Gap to it</source>
        <translation>Abstand dazu</translation>
    </message>
    <message>
        <source>With closed boxes</source>
        <translation>Mit geschlossenen Kisten</translation>
    </message>
    <message>
        <source>Closed boxes, lids and sheets beside this box</source>
        <translation>Geschlossene Kisten, Deckel und Bögen neben dieser Kiste</translation>
    </message>
    <message>
        <source>Bare ground</source>
        <translation>Kahler Grund</translation>
    </message>
    <message>
        <source>White and over-exposed, or dark, without structure</source>
        <translation>Weiß und überbelichtet, oder dunkel, ohne Struktur</translation>
    </message>
    <message>
        <source>On tables</source>
        <translation>Auf Tischen</translation>
    </message>
    <message>
        <source>Tables, plates and pallets that end in the picture</source>
        <translation>Tische, Platten und Paletten, die im Bild enden</translation>
    </message>
    <message>
        <source>With profiles</source>
        <translation>Mit Profilen</translation>
    </message>
    <message>
        <source>Frame profiles or rails along the rim</source>
        <translation>Rahmenprofile oder Schienen längs des Randes</translation>
    </message>
    <message>
        <source>Hard light</source>
        <translation>Hartes Licht</translation>
    </message>
    <message>
        <source>Pictures with one low, small lamp and little else</source>
        <translation>Bilder mit einer niedrigen, kleinen Lampe und wenig sonst</translation>
    </message>
    <message>
        <source>Dark inside</source>
        <translation>Innen dunkel</translation>
    </message>
    <message>
        <source>Boxes much darker within than around</source>
        <translation>Kisten, die innen viel dunkler sind als ringsum</translation>
    </message>
    <message>
        <source>White balance</source>
        <translation>Weißabgleich</translation>
    </message>
    <message>
        <source>How much of the light&apos;s colour the camera takes out</source>
        <translation>Wie viel von der Farbe des Lichts die Kamera herausnimmt</translation>
    </message>
    <message>
        <source>Steeper ones</source>
        <translation>Steilere</translation>
    </message>
    <message>
        <source>Pictures tilted beyond that, up to 60°</source>
        <translation>Bilder, die darüber hinaus geneigt sind, bis 60°</translation>
    </message>
    <message>
        <source>Corners outside</source>
        <translation>Ecken außerhalb</translation>
    </message>
    <message>
        <source>As far outside as</source>
        <translation>So weit außerhalb wie</translation>
    </message>
    <message>
        <source>Of the picture&apos;s side</source>
        <translation>Der Seite des Bildes</translation>
    </message>
    <message>
        <source>A side cut off</source>
        <translation>Eine Seite abgeschnitten</translation>
    </message>
    <message>
        <source>Of the cut off ones, those that show the opposite side whole</source>
        <translation>Von den abgeschnittenen die, welche die Gegenseite ganz zeigen</translation>
    </message>
    <message>
        <source>Clean ones</source>
        <translation>Saubere</translation>
    </message>
    <message>
        <source>Sharp pictures with little noise, whatever is set above</source>
        <translation>Scharfe Bilder mit wenig Rauschen, was auch immer oben eingestellt ist</translation>
    </message>
    <message>
        <source>With photographs</source>
        <translation>Mit Fotos</translation>
    </message>
    <message>
        <source>Surfaces that bear one of the photographs chosen above</source>
        <translation>Flächen, die eines der oben gewählten Fotos tragen</translation>
    </message>
</context>
<context>
    <name>fillscope::PhotoPage</name>
    <message>
        <source>Look</source>
        <translation>Schauen</translation>
    </message>
    <message>
        <source>Pan and look, without touching the rim</source>
        <translation>Verschieben und schauen, ohne den Rand zu berühren</translation>
    </message>
    <message>
        <source>Rim corners</source>
        <translation>Randecken</translation>
    </message>
    <message>
        <source>Place and move the four corners of the box&apos;s inner rim</source>
        <translation>Die vier Ecken des inneren Kistenrands setzen und verschieben</translation>
    </message>
    <message>
        <source>Show the photo alone</source>
        <translation>Nur das Foto zeigen</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>The photo as it is</source>
        <translation>Das Foto, wie es ist</translation>
    </message>
    <message>
        <source>Show depth on the photo</source>
        <translation>Tiefe auf dem Foto zeigen</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>Tiefe</translation>
    </message>
    <message>
        <source>The depth map in false colours</source>
        <translation>Die Tiefenkarte in Falschfarben</translation>
    </message>
    <message>
        <source>Show classes on the photo</source>
        <translation>Klassen auf dem Foto zeigen</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>What each pixel was taken for: content, floor, wall, rim</source>
        <translation>Wofür jedes Pixel gehalten wurde: Inhalt, Boden, Wand, Rand</translation>
    </message>
    <message>
        <source>Copy rim from previous picture</source>
        <translation>Rand vom vorigen Bild übernehmen</translation>
    </message>
    <message>
        <source>The four corners and the size of the nearest earlier picture that has them</source>
        <translation>Die vier Ecken und das Maß des nächsten früheren Bildes, das sie hat</translation>
    </message>
    <message>
        <source>Remove rim</source>
        <translation>Rand entfernen</translation>
    </message>
    <message>
        <source>Start the four corners anew</source>
        <translation>Die vier Ecken neu beginnen</translation>
    </message>
    <message>
        <source>This picture cannot be shown</source>
        <translation>Dieses Bild kann nicht gezeigt werden</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>Kein Bild</translation>
    </message>
    <message>
        <source>Drop a folder, a picture or a project here.</source>
        <translation>Einen Ordner, ein Bild oder ein Projekt hier ablegen.</translation>
    </message>
    <message>
        <source>&amp;Detect corners</source>
        <translation>Ecken &amp;erkennen</translation>
    </message>
    <message>
        <source>A network looks for the rim&apos;s corners; they are shown before they are taken</source>
        <translation>Ein Netz sucht die Randecken; sie werden gezeigt, bevor sie gelten</translation>
    </message>
    <message>
        <source>Detect corners</source>
        <translation>Ecken erkennen</translation>
    </message>
    <message>
        <source>Predict &amp;fill</source>
        <translation>&amp;Füllung vorhersagen</translation>
    </message>
    <message>
        <source>How full the box is, by networks from the photo alone, without measured depth</source>
        <translation>Wie voll die Kiste ist, von Netzen allein aus dem Foto, ohne gemessene Tiefe</translation>
    </message>
    <message>
        <source>Predict fill</source>
        <translation>Füllung vorhersagen</translation>
    </message>
    <message>
        <source>Accept detected corners</source>
        <translation>Erkannte Ecken annehmen</translation>
    </message>
    <message>
        <source>The corners of the network become the rim (Enter)</source>
        <translation>Die Ecken des Netzes werden zum Rand (Enter)</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Reject detected corners</source>
        <translation>Erkannte Ecken verwerfen</translation>
    </message>
    <message>
        <source>The corners of the network go (Esc)</source>
        <translation>Die Ecken des Netzes verschwinden (Esc)</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Which keypoints to place</source>
        <translation>Welche Schlüsselpunkte gesetzt werden</translation>
    </message>
    <message>
        <source>The corners are still being looked for: Enter accepts them once they are there</source>
        <translation>Die Ecken werden noch gesucht: Enter nimmt sie an, sobald sie da sind</translation>
    </message>
    <message>
        <source>The rim that was carried along is rejected.</source>
        <translation>Der mitgenommene Rand ist verworfen.</translation>
    </message>
    <message>
        <source>The detected corners are rejected.</source>
        <translation>Die erkannten Ecken sind verworfen.</translation>
    </message>
    <message>
        <source>Show what speaks for the picture&apos;s class</source>
        <translation>Zeigen, was für die Klasse des Bildes spricht</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>After Tell the picture&apos;s class: warm colours speak for it, cold ones against it</source>
        <translation>Nach „Klasse des Bildes bestimmen“: warme Farben sprechen dafür, kalte dagegen</translation>
    </message>
</context>
<context>
    <name>fillscope::PictureDelegate</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>fillscope::PictureListModel</name>
    <message>
        <source>%1, fill %2 percent</source>
        <translation>%1, Füllung %2 Prozent</translation>
    </message>
    <message>
        <source>not annotated</source>
        <translation>nicht annotiert</translation>
    </message>
    <message>
        <source>annotated</source>
        <translation>annotiert</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>gemessen</translation>
    </message>
    <message>
        <source>needs a look</source>
        <translation>ansehen</translation>
    </message>
    <message>
        <source>to review</source>
        <translation>zu prüfen</translation>
    </message>
    <message>
        <source>corners %1 % sure</source>
        <translation>Ecken zu %1 % sicher</translation>
    </message>
    <message>
        <source>fill from a network, not measured</source>
        <translation>Füllung von einem Netz, nicht gemessen</translation>
    </message>
    <message>
        <source>reviewed</source>
        <translation>geprüft</translation>
    </message>
    <message>
        <source>predicted</source>
        <translation>vorhergesagt</translation>
    </message>
</context>
<context>
    <name>fillscope::PictureListPanel</name>
    <message>
        <source>Filter the pictures</source>
        <translation>Die Bilder filtern</translation>
    </message>
    <message>
        <source>Order of the list</source>
        <translation>Reihenfolge der Liste</translation>
    </message>
    <message>
        <source>As in the project</source>
        <translation>Wie im Projekt</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>Nach Name</translation>
    </message>
    <message>
        <source>By fill, emptiest first</source>
        <translation>Nach Füllung, leerste zuerst</translation>
    </message>
    <message>
        <source>By state, doubtful first</source>
        <translation>Nach Zustand, zweifelhafte zuerst</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>Anzahlen</translation>
    </message>
    <message>
        <source>%1 of %2 pictures</source>
        <translation>%1 von %2 Bildern</translation>
    </message>
    <message>
        <source>1 picture</source>
        <translation>1 Bild</translation>
    </message>
    <message>
        <source>%1 pictures</source>
        <translation>%1 Bilder</translation>
    </message>
    <message>
        <source>%1 measured</source>
        <translation>%1 gemessen</translation>
    </message>
    <message>
        <source>%1 doubtful</source>
        <translation>%1 zweifelhaft</translation>
    </message>
    <message>
        <source>No picture fits the filter.</source>
        <translation>Kein Bild passt zum Filter.</translation>
    </message>
    <message>
        <source>Least certain corners first</source>
        <translation>Unsicherste Ecken zuerst</translation>
    </message>
    <message>
        <source>%1 to review</source>
        <translation>%1 zu prüfen</translation>
    </message>
    <message>
        <source>What is wrong with the filter</source>
        <translation>Was am Filter nicht stimmt</translation>
    </message>
    <message>
        <source>No picture has an attribute “%1”.</source>
        <translation>Kein Bild hat ein Attribut „%1“.</translation>
    </message>
    <message>
        <source>No picture has an attribute “%1”. Did you mean %2?</source>
        <translation>Kein Bild hat ein Attribut „%1“. Ist %2 gemeint?</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <source>%1 reviewed</source>
        <translation>%1 geprüft</translation>
    </message>
    <message>
        <source>Part of a name, or a question. All of it must hold:
open, annotated, measured, predicted, proposed, doubtful, reviewed, unreviewed
corners&lt;4   regions=0   fill&gt;50   confidence&lt;80%   corners=1..3
label:box   shape:polygon   weather=rain   has:weather
and, or, not, parentheses; a minus before a word refuses it: -measured</source>
        <translation>Teil eines Namens, oder eine Frage. Alles davon muss zutreffen:
open, annotated, measured, predicted, proposed, doubtful, reviewed, unreviewed
corners&lt;4   regions=0   fill&gt;50   confidence&lt;80%   corners=1..3
label:box   shape:polygon   weather=rain   has:weather
and, or, not, Klammern; ein Minus vor einem Wort schließt es aus: -measured</translation>
    </message>
    <message>
        <source>%1 predicted</source>
        <translation>%1 vorhergesagt</translation>
    </message>
    <message>
        <source>%1 not measured yet</source>
        <translation>%1 noch nicht gemessen</translation>
    </message>
    <message>
        <source>Counts, filters and orders by figure know the pictures that were shown in the list. “Measure all pictures” in the Measure menu finds the others.</source>
        <translation>Anzahlen, Filter und Ordnungen nach der Füllung kennen die Bilder, die in der Liste zu sehen waren. „Alle Bilder messen“ im Menü „Messen“ holt die anderen nach.</translation>
    </message>
</context>
<context>
    <name>fillscope::PictureStore</name>
    <message>
        <source>Loading %1</source>
        <translation>%1 laden</translation>
    </message>
</context>
<context>
    <name>fillscope::PictureVerbs</name>
    <message>
        <source>Mark as reviewed</source>
        <translation>Als geprüft markieren</translation>
    </message>
    <message>
        <source>Mark as not reviewed</source>
        <translation>Als nicht geprüft markieren</translation>
    </message>
    <message>
        <source>&amp;Reviewed</source>
        <translation>&amp;Geprüft</translation>
    </message>
    <message>
        <source>Somebody has looked at this picture: kept as its attribute reviewed</source>
        <translation>Jemand hat dieses Bild angesehen: bleibt als sein Attribut reviewed</translation>
    </message>
    <message>
        <source>Re&amp;viewed, and the next</source>
        <translation>Geprüft, und &amp;weiter</translation>
    </message>
    <message>
        <source>Marks this picture as reviewed and shows the next of the list</source>
        <translation>Markiert dieses Bild als geprüft und zeigt das nächste der Liste</translation>
    </message>
    <message>
        <source>&amp;Worst first</source>
        <translation>S&amp;chlechteste zuerst</translation>
    </message>
    <message>
        <source>What has not been reviewed, the least certain corners first</source>
        <translation>Was nicht geprüft ist, die unsichersten Ecken zuerst</translation>
    </message>
    <message>
        <source>&amp;First picture</source>
        <translation>&amp;Erstes Bild</translation>
    </message>
    <message>
        <source>&amp;Last picture</source>
        <translation>&amp;Letztes Bild</translation>
    </message>
    <message>
        <source>F&amp;ilter pictures</source>
        <translation>Bilder &amp;filtern</translation>
    </message>
    <message>
        <source>By name, state, corners, labels or attributes</source>
        <translation>Nach Name, Zustand, Ecken, Labels oder Attributen</translation>
    </message>
    <message>
        <source>&amp;Go to picture…</source>
        <translation>Gehe &amp;zu Bild…</translation>
    </message>
    <message>
        <source>By its number or name</source>
        <translation>Nach Nummer oder Name</translation>
    </message>
    <message>
        <source>Regions by shape and label, pictures by state</source>
        <translation>Regionen nach Form und Label, Bilder nach Zustand</translation>
    </message>
    <message>
        <source>S&amp;tatistics</source>
        <translation>&amp;Statistik</translation>
    </message>
</context>
<context>
    <name>fillscope::PlaneController</name>
    <message>
        <source>There is no depth map yet.</source>
        <translation>Es gibt noch keine Tiefenkarte.</translation>
    </message>
    <message>
        <source>A plane is fitted to depth in metres; this map has no unit.</source>
        <translation>Eine Ebene wird in Tiefe in Metern gelegt; diese Karte hat keine Einheit.</translation>
    </message>
    <message>
        <source>A plane needs the camera: choose its intrinsics at the right.</source>
        <translation>Eine Ebene braucht die Kamera: Wählen Sie rechts die Kameraparameter.</translation>
    </message>
    <message>
        <source>Fitting a plane</source>
        <translation>Ebene wird gesucht</translation>
    </message>
</context>
<context>
    <name>fillscope::PlaneTool</name>
    <message>
        <source>Red stands in front of the plane, blue behind it. Arrow keys move the rectangle, Esc removes it</source>
        <translation>Rot liegt vor der Ebene, Blau dahinter. Pfeiltasten verschieben das Rechteck, Esc entfernt es</translation>
    </message>
    <message>
        <source>Drag a rectangle over something flat: a wall, a table, the empty floor</source>
        <translation>Ziehen Sie ein Rechteck über etwas Ebenes: eine Wand, einen Tisch, den leeren Boden</translation>
    </message>
</context>
<context>
    <name>fillscope::PredictController</name>
    <message>
        <source>Looking for networks</source>
        <translation>Netze suchen</translation>
    </message>
    <message>
        <source>Predicting depth with %1</source>
        <translation>Tiefe mit %1 vorhersagen</translation>
    </message>
    <message>
        <source>the depth by %1 is of a project that was left, and is not kept</source>
        <translation>Die Tiefe von %1 gehört zu einem Projekt, das verlassen wurde, und wird nicht behalten</translation>
    </message>
</context>
<context>
    <name>fillscope::PreviewPage</name>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
</context>
<context>
    <name>fillscope::ProjectSaver</name>
    <message>
        <source>Save project as</source>
        <translation>Projekt speichern unter</translation>
    </message>
    <message>
        <source>FillScope projects (*.fillscope.json *.json)</source>
        <translation>FillScope-Projekte (*.fillscope.json *.json)</translation>
    </message>
    <message>
        <source>“%1” was changed by another program.</source>
        <translation>„%1“ wurde von einem anderen Programm geändert.</translation>
    </message>
    <message>
        <source>Overwriting it loses what the other program wrote.</source>
        <translation>Überschreiben verliert, was das andere Programm geschrieben hat.</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter…</translation>
    </message>
    <message>
        <source>Overwrite</source>
        <translation>Überschreiben</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Saving %1</source>
        <translation>%1 wird gespeichert</translation>
    </message>
</context>
<context>
    <name>fillscope::ProjectSession</name>
    <message>
        <source>Opening %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>Opening the sample</source>
        <translation>Beispiel öffnen</translation>
    </message>
    <message>
        <source>Rendering the sample, once</source>
        <translation>Beispiel rendern, einmalig</translation>
    </message>
    <message>
        <source>Restore the changes of %1?</source>
        <translation>Die Änderungen von %1 wiederherstellen?</translation>
    </message>
    <message>
        <source>The program ended before “%1” was saved. Its last changes were kept.</source>
        <translation>Das Programm endete, bevor „%1“ gespeichert war. Die letzten Änderungen wurden aufbewahrt.</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Open the saved one</source>
        <translation>Das Gespeicherte öffnen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Adding pictures</source>
        <translation>Bilder hinzufügen</translation>
    </message>
    <message>
        <source>Save the changes of “%1”?</source>
        <translation>Die Änderungen von „%1“ speichern?</translation>
    </message>
    <message>
        <source>Without saving they are lost.</source>
        <translation>Ohne Speichern gehen sie verloren.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Don’t save</source>
        <translation>Nicht speichern</translation>
    </message>
    <message>
        <source>Looking for pictures</source>
        <translation>Bilder werden gesucht</translation>
    </message>
    <message>
        <source>No picture is missing.</source>
        <translation>Es fehlt kein Bild.</translation>
    </message>
    <message>
        <source>The project was changed meanwhile.</source>
        <translation>Das Projekt wurde inzwischen geändert.</translation>
    </message>
    <message>
        <source>the last changes are in this window only, until the project is saved (%1)</source>
        <translation>Die letzten Änderungen sind nur in diesem Fenster, bis das Projekt gespeichert wird (%1)</translation>
    </message>
    <message>
        <source>“%1” is open in another window.</source>
        <translation>„%1“ ist in einem anderen Fenster offen.</translation>
    </message>
    <message>
        <source>Of two windows the one that saves last asks before it overwrites the other’s changes.</source>
        <translation>Von zwei Fenstern fragt das, das zuletzt speichert, bevor es die Änderungen des anderen überschreibt.</translation>
    </message>
    <message>
        <source>Open anyway</source>
        <translation>Trotzdem öffnen</translation>
    </message>
    <message>
        <source>The history of changes in “%1” belongs to another state of this project and was put aside.</source>
        <translation>Der Verlauf der Änderungen in „%1“ gehört zu einem anderen Stand dieses Projekts und wurde beiseitegelegt.</translation>
    </message>
    <message>
        <source>The history of changes does not fit this project and was put aside.</source>
        <translation>Der Verlauf der Änderungen passt nicht zu diesem Projekt und wurde beiseitegelegt.</translation>
    </message>
    <message>
        <source>Nothing was added: a project was opened meanwhile.</source>
        <translation>Nichts hinzugefügt: Inzwischen wurde ein Projekt geöffnet.</translation>
    </message>
    <message>
        <source>Taking frames of %1</source>
        <translation>Einzelbilder aus %1 nehmen</translation>
    </message>
    <message>
        <source>Unsaved changes of %1 (%2 steps) were made to another state of this project and are put aside in “%3”.</source>
        <translation>Ungespeicherte Änderungen vom %1 (%2 Schritte) gehören zu einem anderen Stand dieses Projekts und liegen jetzt in „%3“.</translation>
    </message>
</context>
<context>
    <name>fillscope::RangeEditor</name>
    <message>
        <source>&amp;Highest%1</source>
        <translation>&amp;Größte%1</translation>
    </message>
    <message>
        <source>&amp;Lowest%1</source>
        <translation>&amp;Kleinste%1</translation>
    </message>
    <message>
        <source>Use this range</source>
        <translation>Diesen Bereich benutzen</translation>
    </message>
</context>
<context>
    <name>fillscope::RecordingDialog</name>
    <message>
        <source>Take frames</source>
        <translation>Einzelbilder nehmen</translation>
    </message>
    <message>
        <source>Frames of “%1”</source>
        <translation>Einzelbilder aus „%1“</translation>
    </message>
    <message>
        <source>Spread evenly over its length</source>
        <translation>Gleichmäßig über die Länge verteilt</translation>
    </message>
    <message>
        <source>Every n-th</source>
        <translation>Jedes n-te</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>Wie viele</translation>
    </message>
    <message>
        <source>The middle of so many depth maps around each frame has less noise. Only for a scene that stands still.</source>
        <translation>Der Median so vieler Tiefenkarten um jedes Einzelbild rauscht weniger. Nur für eine Szene, die stillsteht.</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Einzelbilder</translation>
    </message>
    <message>
        <source>Depth maps for each</source>
        <translation>Tiefenkarten für jedes</translation>
    </message>
    <message>
        <source>Write to</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Where to</source>
        <translation>Zielordner</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Choose where to</source>
        <translation>Zielordner wählen</translation>
    </message>
    <message>
        <source>Name a folder to write to.</source>
        <translation>Nennen Sie einen Ordner, in den geschrieben wird.</translation>
    </message>
    <message>
        <source>That is a file: name a folder.</source>
        <translation>Das ist eine Datei: Nennen Sie einen Ordner.</translation>
    </message>
    <message>
        <source>You may not write into “%1”.</source>
        <translation>In „%1“ dürfen Sie nicht schreiben.</translation>
    </message>
    <message>
        <source>Folder for the frames</source>
        <translation>Ordner für die Einzelbilder</translation>
    </message>
    <message>
        <source>As found</source>
        <translation>Wie gefunden</translation>
    </message>
    <message>
        <source>Add the frames to the open project</source>
        <translation>Die Einzelbilder zum offenen Projekt hinzufügen</translation>
    </message>
    <message>
        <source>Reading what it holds…</source>
        <translation>Liest, was sie enthält…</translation>
    </message>
    <message>
        <source>Otherwise they become a project of their own, which is opened</source>
        <translation>Sonst werden sie ein eigenes Projekt, das geöffnet wird</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Reading a recording</source>
        <translation>Eine Aufnahme lesen</translation>
    </message>
    <message>
        <source>%1 s long, %2 depth maps</source>
        <translation>%1 s lang, %2 Tiefenkarten</translation>
    </message>
    <message>
        <source>As found: %1</source>
        <translation>Wie gefunden: %1</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>its beginning</source>
        <translation>Anfang</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>its end</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>as the recording says</source>
        <translation>wie die Aufnahme sagt</translation>
    </message>
    <message>
        <source>Of depth in whole numbers, where the recording does not tell it: 1 mm for most cameras</source>
        <translation>Von Tiefe in ganzen Zahlen, wo die Aufnahme es nicht sagt: bei den meisten Kameras 1 mm</translation>
    </message>
    <message>
        <source>Part of it</source>
        <translation>Ausschnitt</translation>
    </message>
    <message>
        <source>One unit of depth is</source>
        <translation>Eine Tiefeneinheit ist</translation>
    </message>
    <message>
        <source>Depth from topic</source>
        <translation>Tiefe aus Topic</translation>
    </message>
    <message>
        <source>Pictures from topic</source>
        <translation>Bilder aus Topic</translation>
    </message>
    <message>
        <source>The part ends before it begins: choose a later end.</source>
        <translation>Der Ausschnitt endet, bevor er beginnt: Wählen Sie ein späteres Ende.</translation>
    </message>
</context>
<context>
    <name>fillscope::RegionCarrier</name>
    <message>
        <source>Next picture, &amp;carry along</source>
        <translation>Nächstes Bild, &amp;mitnehmen</translation>
    </message>
    <message>
        <source>The chosen regions, or the box&apos;s rim, onto the next picture</source>
        <translation>Die gewählten Regionen oder den Rand der Kiste auf das nächste Bild</translation>
    </message>
    <message>
        <source>Carry along to &amp;several pictures…</source>
        <translation>Auf mehrere &amp;Bilder mitnehmen…</translation>
    </message>
    <message>
        <source>The chosen regions, or the box&apos;s rim, onto the pictures behind this one</source>
        <translation>Die gewählten Regionen oder den Rand der Kiste auf die Bilder hinter diesem</translation>
    </message>
    <message>
        <source>&amp;Align what is carried along</source>
        <translation>Mitgenommenes aus&amp;richten</translation>
    </message>
    <message>
        <source>To where both pictures say that it went; refused where they do not fit on each other</source>
        <translation>Dorthin, wo es nach beiden Bildern hinging; verweigert, wo sie nicht aufeinander passen</translation>
    </message>
    <message>
        <source>There is no picture behind this one</source>
        <translation>Hinter diesem Bild kommt keines mehr</translation>
    </message>
    <message>
        <source>Carry along</source>
        <translation>Mitnehmen</translation>
    </message>
    <message>
        <source>Onto how many of the next pictures? Each is aligned with the one before:</source>
        <translation>Auf wie viele der nächsten Bilder? Jedes wird am vorigen ausgerichtet:</translation>
    </message>
    <message>
        <source>Onto how many of the next pictures, at the same place?</source>
        <translation>Auf wie viele der nächsten Bilder, an dieselbe Stelle?</translation>
    </message>
    <message>
        <source>Choose regions first, or place the box&apos;s rim</source>
        <translation>Zuerst Regionen wählen oder den Rand der Kiste setzen</translation>
    </message>
    <message>
        <source>The picture is not there yet</source>
        <translation>Das Bild ist noch nicht da</translation>
    </message>
    <message>
        <source>Carrying regions along</source>
        <translation>Regionen werden mitgenommen</translation>
    </message>
    <message numerus="yes">
        <source>Carried along to %n pictures, to be looked at.</source>
        <translation>
            <numerusform>Auf %n Bild mitgenommen, noch anzusehen.</numerusform>
            <numerusform>Auf %n Bilder mitgenommen, noch anzusehen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Aligned to %1 pixels.</source>
        <translation>Auf %1 Pixel ausgerichtet.</translation>
    </message>
    <message>
        <source>Where there was a rim or the same region already, it stays.</source>
        <translation>Wo schon ein Rand oder dieselbe Region war, bleibt sie.</translation>
    </message>
    <message>
        <source>Carried along to 1 picture, to be looked at.</source>
        <translation>Auf 1 Bild mitgenommen, noch anzusehen.</translation>
    </message>
</context>
<context>
    <name>fillscope::RegionEditor</name>
    <message>
        <source>Add keypoints</source>
        <translation>Schlüsselpunkte hinzufügen</translation>
    </message>
    <message>
        <source>Move region</source>
        <translation>Region verschieben</translation>
    </message>
    <message numerus="yes">
        <source>Move %n regions</source>
        <translation>
            <numerusform>%n Region verschieben</numerusform>
            <numerusform>%n Regionen verschieben</numerusform>
        </translation>
    </message>
    <message>
        <source>Reshape region</source>
        <translation>Region umformen</translation>
    </message>
    <message>
        <source>Insert vertex</source>
        <translation>Eckpunkt einfügen</translation>
    </message>
    <message>
        <source>Remove vertex</source>
        <translation>Eckpunkt entfernen</translation>
    </message>
    <message>
        <source>Change visibility</source>
        <translation>Sichtbarkeit ändern</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>This region cannot become that shape</source>
        <translation>Diese Region kann nicht zu dieser Form werden</translation>
    </message>
    <message>
        <source>Convert</source>
        <translation>Umwandeln</translation>
    </message>
    <message>
        <source>This picture has a rim already: remove it first</source>
        <translation>Dieses Bild hat schon einen Rand: diesen erst entfernen</translation>
    </message>
    <message>
        <source>A rim needs four corners without a dent</source>
        <translation>Ein Rand braucht vier Ecken ohne Delle</translation>
    </message>
    <message>
        <source>Make it the rim</source>
        <translation>Zum Rand machen</translation>
    </message>
    <message numerus="yes">
        <source>%1 has %n keypoints; this region has another number of vertices</source>
        <translation>
            <numerusform>%1 hat %n Schlüsselpunkt; diese Region hat eine andere Zahl von Eckpunkten</numerusform>
            <numerusform>%1 hat %n Schlüsselpunkte; diese Region hat eine andere Zahl von Eckpunkten</numerusform>
        </translation>
    </message>
    <message>
        <source>Make keypoints of it</source>
        <translation>Zu Schlüsselpunkten machen</translation>
    </message>
    <message>
        <source>Order vertices</source>
        <translation>Eckpunkte ordnen</translation>
    </message>
    <message>
        <source>Repeat previous picture</source>
        <translation>Voriges Bild wiederholen</translation>
    </message>
    <message>
        <source>No earlier picture has regions</source>
        <translation>Kein früheres Bild hat Regionen</translation>
    </message>
    <message>
        <source>Starting mask</source>
        <translation>Startmaske</translation>
    </message>
    <message>
        <source>Change keypoint set</source>
        <translation>Satz von Schlüsselpunkten ändern</translation>
    </message>
</context>
<context>
    <name>fillscope::RegionListModel</name>
    <message>
        <source>no label</source>
        <translation>ohne Label</translation>
    </message>
    <message>
        <source>group %1</source>
        <translation>Gruppe %1</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>ausgeblendet</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>gesperrt</translation>
    </message>
    <message>
        <source>rim</source>
        <translation>Rand</translation>
    </message>
    <message>
        <source>keypoints</source>
        <translation>Schlüsselpunkte</translation>
    </message>
    <message>
        <source>rectangle</source>
        <translation>Rechteck</translation>
    </message>
    <message>
        <source>circle</source>
        <translation>Kreis</translation>
    </message>
    <message>
        <source>ellipse</source>
        <translation>Ellipse</translation>
    </message>
    <message>
        <source>polygon</source>
        <translation>Polygon</translation>
    </message>
    <message>
        <source>polyline</source>
        <translation>Linienzug</translation>
    </message>
    <message>
        <source>point</source>
        <translation>Punkt</translation>
    </message>
    <message>
        <source>unknown shape</source>
        <translation>unbekannte Form</translation>
    </message>
    <message>
        <source>group %1, %2</source>
        <translation>Gruppe %1, %2</translation>
    </message>
    <message>
        <source>hidden: click to show</source>
        <translation>ausgeblendet: Klick blendet ein</translation>
    </message>
    <message>
        <source>shown: click to hide</source>
        <translation>eingeblendet: Klick blendet aus</translation>
    </message>
    <message>
        <source>locked: click to unlock</source>
        <translation>gesperrt: Klick entsperrt</translation>
    </message>
    <message>
        <source>not locked: click to lock</source>
        <translation>nicht gesperrt: Klick sperrt</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>Ausgeblendet</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Gesperrt</translation>
    </message>
</context>
<context>
    <name>fillscope::RegionListPanel</name>
    <message>
        <source>Label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>Filter the regions</source>
        <translation>Die Regionen filtern</translation>
    </message>
    <message>
        <source>Part of a label, a shape, a state or a group, or is:hidden, is:locked.
A minus before a word refuses it: -polygon</source>
        <translation>Teil eines Labels, einer Form, eines Zustands oder einer Gruppe, oder is:hidden, is:locked.
Ein Minus vor einem Wort schließt es aus: -polygon</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>Regionen</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>Anzahlen</translation>
    </message>
    <message>
        <source>Labels by digit</source>
        <translation>Labels nach Ziffer</translation>
    </message>
    <message>
        <source>These keys give the selected regions that label</source>
        <translation>Diese Tasten geben den gewählten Regionen dieses Label</translation>
    </message>
    <message>
        <source>Hide or show the selected regions</source>
        <translation>Die gewählten Regionen aus- oder einblenden</translation>
    </message>
    <message>
        <source>Lock or unlock the selected regions</source>
        <translation>Die gewählten Regionen sperren oder entsperren</translation>
    </message>
    <message>
        <source>Delete the selected regions</source>
        <translation>Die gewählten Regionen löschen</translation>
    </message>
    <message>
        <source>Zoom to it</source>
        <translation>Dorthin zoomen</translation>
    </message>
    <message>
        <source>Edit label</source>
        <translation>Label bearbeiten</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Einblenden</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppieren</translation>
    </message>
    <message>
        <source>Ungroup</source>
        <translation>Gruppe auflösen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>1 region</source>
        <translation>1 Region</translation>
    </message>
    <message>
        <source>%1 regions</source>
        <translation>%1 Regionen</translation>
    </message>
    <message>
        <source>%1 of %2 regions</source>
        <translation>%1 von %2 Regionen</translation>
    </message>
    <message>
        <source>, %1 selected</source>
        <translation>, %1 gewählt</translation>
    </message>
</context>
<context>
    <name>fillscope::RegionSelection</name>
    <message>
        <source>What is selected is locked: Ctrl+L or its lock in the panel “Regions” unlocks it</source>
        <translation>Das Gewählte ist gesperrt: Strg+L oder sein Schloss im Bereich „Regionen“ entsperrt es</translation>
    </message>
    <message>
        <source>The rim is locked: its lock in the panel “Regions” unlocks it</source>
        <translation>Der Rand ist gesperrt: Sein Schloss im Bereich „Regionen“ entsperrt ihn</translation>
    </message>
</context>
<context>
    <name>fillscope::RegionTool</name>
    <message>
        <source>A place of this region is no number</source>
        <translation>Eine Stelle dieser Region ist keine Zahl</translation>
    </message>
    <message>
        <source>Too few points for this shape</source>
        <translation>Zu wenige Punkte für diese Form</translation>
    </message>
    <message>
        <source>Two points lie on each other</source>
        <translation>Zwei Punkte liegen aufeinander</translation>
    </message>
    <message>
        <source>The sides cross</source>
        <translation>Die Seiten kreuzen sich</translation>
    </message>
    <message>
        <source>This region has no area</source>
        <translation>Diese Region hat keine Fläche</translation>
    </message>
</context>
<context>
    <name>fillscope::RegionTools</name>
    <message>
        <source>Corner where the edges cross: moved %1 pixels, edges straight to %2</source>
        <translation>Ecke, wo sich die Kanten schneiden: um %1 Pixel verschoben, Kanten gerade auf %2</translation>
    </message>
    <message>
        <source>; OpenCV&apos;s corner lies %1 away</source>
        <translation>; die Ecke von OpenCV liegt %1 entfernt</translation>
    </message>
    <message>
        <source>; OpenCV finds no corner there</source>
        <translation>; OpenCV findet dort keine Ecke</translation>
    </message>
    <message>
        <source>Select and edit</source>
        <translation>Wählen und bearbeiten</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>Wählen</translation>
    </message>
    <message>
        <source>Choose regions, move and reshape them</source>
        <translation>Regionen wählen, verschieben und umformen</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>Rechteck</translation>
    </message>
    <message>
        <source>Draw a rectangle</source>
        <translation>Ein Rechteck zeichnen</translation>
    </message>
    <message>
        <source>Circle</source>
        <translation>Kreis</translation>
    </message>
    <message>
        <source>Draw a circle</source>
        <translation>Einen Kreis zeichnen</translation>
    </message>
    <message>
        <source>Ellipse</source>
        <translation>Ellipse</translation>
    </message>
    <message>
        <source>Draw an ellipse</source>
        <translation>Eine Ellipse zeichnen</translation>
    </message>
    <message>
        <source>Polygon</source>
        <translation>Polygon</translation>
    </message>
    <message>
        <source>Draw a polygon, vertex by vertex</source>
        <translation>Ein Polygon zeichnen, Eckpunkt für Eckpunkt</translation>
    </message>
    <message>
        <source>Polyline</source>
        <translation>Linienzug</translation>
    </message>
    <message>
        <source>Draw a line, vertex by vertex</source>
        <translation>Einen Linienzug zeichnen, Eckpunkt für Eckpunkt</translation>
    </message>
    <message>
        <source>Point</source>
        <translation>Punkt</translation>
    </message>
    <message>
        <source>Place single points</source>
        <translation>Einzelne Punkte setzen</translation>
    </message>
    <message>
        <source>Keypoints</source>
        <translation>Schlüsselpunkte</translation>
    </message>
    <message>
        <source>Place named keypoints one after the other</source>
        <translation>Benannte Schlüsselpunkte nacheinander setzen</translation>
    </message>
    <message>
        <source>Snap</source>
        <translation>Einrasten</translation>
    </message>
    <message>
        <source>To vertices, sides and the same height or column; not while Ctrl is held</source>
        <translation>An Eckpunkten, Seiten und auf gleicher Höhe oder Spalte; nicht, solange Strg gehalten wird</translation>
    </message>
    <message>
        <source>Loupe</source>
        <translation>Lupe</translation>
    </message>
    <message>
        <source>The pixels at the cursor, magnified</source>
        <translation>Die Pixel am Zeiger, vergrößert</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Delete the chosen regions</source>
        <translation>Die gewählten Regionen löschen</translation>
    </message>
    <message>
        <source>Copies of the chosen regions, a little aside</source>
        <translation>Kopien der gewählten Regionen, ein wenig daneben</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copy the chosen regions</source>
        <translation>Die gewählten Regionen kopieren</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>Into this picture, at the same place</source>
        <translation>In dieses Bild, an derselben Stelle</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>&amp;Alles wählen</translation>
    </message>
    <message>
        <source>Every region that is neither hidden nor locked</source>
        <translation>Jede Region, die weder ausgeblendet noch gesperrt ist</translation>
    </message>
    <message>
        <source>All regions of the nearest earlier picture that has any</source>
        <translation>Alle Regionen des nächsten früheren Bildes, das welche hat</translation>
    </message>
    <message>
        <source>&amp;Order vertices</source>
        <translation>Eckpunkte &amp;ordnen</translation>
    </message>
    <message>
        <source>Clockwise, beginning at the top left</source>
        <translation>Im Uhrzeigersinn, oben links beginnend</translation>
    </message>
    <message>
        <source>&amp;Find the corner</source>
        <translation>E&amp;cke finden</translation>
    </message>
    <message>
        <source>Move the chosen vertex or rim corner to where the edges beside it cross</source>
        <translation>Den gewählten Eckpunkt oder die Randecke dorthin schieben, wo sich die Kanten daneben schneiden</translation>
    </message>
    <message>
        <source>Hide all regions</source>
        <translation>Alle Regionen ausblenden</translation>
    </message>
    <message>
        <source>All regions go out of sight; hold the key to look for a moment</source>
        <translation>Alle Regionen verschwinden; die Taste halten, um kurz nachzusehen</translation>
    </message>
    <message>
        <source>Labels on the picture</source>
        <translation>Labels auf dem Bild</translation>
    </message>
    <message>
        <source>Show each region&apos;s label beside it</source>
        <translation>Das Label jeder Region daneben zeigen</translation>
    </message>
    <message>
        <source>Make it a rectangle</source>
        <translation>Zum Rechteck machen</translation>
    </message>
    <message>
        <source>Make it a circle</source>
        <translation>Zum Kreis machen</translation>
    </message>
    <message>
        <source>Make it an ellipse</source>
        <translation>Zur Ellipse machen</translation>
    </message>
    <message>
        <source>Make it a polygon</source>
        <translation>Zum Polygon machen</translation>
    </message>
    <message>
        <source>Make it a polyline</source>
        <translation>Zum Linienzug machen</translation>
    </message>
    <message>
        <source>Make it a point</source>
        <translation>Zum Punkt machen</translation>
    </message>
    <message>
        <source>Make keypoints of it</source>
        <translation>Zu Schlüsselpunkten machen</translation>
    </message>
    <message>
        <source>Its vertices, in order, become the keypoints chosen for the keypoints tool</source>
        <translation>Ihre Eckpunkte werden der Reihe nach zu den Schlüsselpunkten, die für das Werkzeug gewählt sind</translation>
    </message>
    <message>
        <source>Convert</source>
        <translation>Umwandeln</translation>
    </message>
    <message>
        <source>Choose a vertex of an outline first: the edges on both sides of it are looked for</source>
        <translation>Erst einen Eckpunkt eines Umrisses wählen: Die Kanten zu beiden Seiten davon werden gesucht</translation>
    </message>
    <message>
        <source>Starting mask</source>
        <translation>Startmaske</translation>
    </message>
    <message>
        <source>Outline a thing roughly: its mask is proposed as a polygon, to accept or to discard</source>
        <translation>Ein Ding grob umreißen: Seine Maske wird als Polygon vorgeschlagen, zum Annehmen oder Verwerfen</translation>
    </message>
    <message>
        <source>Use as ri&amp;m</source>
        <translation>Als &amp;Rand verwenden</translation>
    </message>
    <message>
        <source>Its four corners become the box&apos;s rim, clockwise from the top left</source>
        <translation>Seine vier Ecken werden der Rand der Kiste, im Uhrzeigersinn von links oben</translation>
    </message>
    <message>
        <source>Drawn as a polygon. If it is the box&apos;s rim, say so.</source>
        <translation>Als Polygon gezeichnet. Ist es der Rand der Kiste, sagen Sie es.</translation>
    </message>
    <message>
        <source>Duplica&amp;te</source>
        <translation>&amp;Duplizieren</translation>
    </message>
    <message>
        <source>Repeat previous p&amp;icture</source>
        <translation>Voriges B&amp;ild wiederholen</translation>
    </message>
</context>
<context>
    <name>fillscope::RegionsPane</name>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Define attributes…</source>
        <translation>Attribute vereinbaren…</translation>
    </message>
    <message>
        <source>Which attributes regions and pictures have, and which values</source>
        <translation>Welche Attribute Regionen und Bilder haben, und welche Werte</translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation>Attribute</translation>
    </message>
    <message>
        <source>%1 of 4 corners</source>
        <translation>%1 von 4 Ecken</translation>
    </message>
    <message>
        <source>to review</source>
        <translation>zu prüfen</translation>
    </message>
    <message>
        <source>%1 of %2 placed</source>
        <translation>%1 von %2 gesetzt</translation>
    </message>
    <message>
        <source>%1 regions</source>
        <translation>%1 Regionen</translation>
    </message>
    <message>
        <source>Select fewer regions to edit their attributes.</source>
        <translation>Weniger Regionen wählen, um ihre Attribute zu bearbeiten.</translation>
    </message>
    <message>
        <source>Select a region to edit its attributes.</source>
        <translation>Eine Region wählen, um ihre Attribute zu bearbeiten.</translation>
    </message>
    <message>
        <source>No attributes yet.</source>
        <translation>Noch keine Attribute.</translation>
    </message>
    <message>
        <source>Remove label</source>
        <translation>Label entfernen</translation>
    </message>
    <message>
        <source>Label “%1”</source>
        <translation>Label „%1“</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppieren</translation>
    </message>
    <message>
        <source>Ungroup</source>
        <translation>Gruppe auflösen</translation>
    </message>
    <message>
        <source>Set %1</source>
        <translation>%1 setzen</translation>
    </message>
    <message>
        <source>Define attributes</source>
        <translation>Attribute vereinbaren</translation>
    </message>
    <message>
        <source>Edit &amp;label</source>
        <translation>&amp;Label bearbeiten</translation>
    </message>
    <message>
        <source>Type the label of the selected region</source>
        <translation>Das Label der gewählten Region eintippen</translation>
    </message>
    <message>
        <source>L&amp;ock or unlock</source>
        <translation>&amp;Sperren oder entsperren</translation>
    </message>
    <message>
        <source>Locked regions cannot be moved, changed or deleted</source>
        <translation>Gesperrte Regionen lassen sich nicht verschieben, ändern oder löschen</translation>
    </message>
    <message>
        <source>&amp;Hide</source>
        <translation>A&amp;usblenden</translation>
    </message>
    <message>
        <source>The selected regions go out of sight</source>
        <translation>Die gewählten Regionen verschwinden</translation>
    </message>
    <message>
        <source>&amp;Group</source>
        <translation>&amp;Gruppieren</translation>
    </message>
    <message>
        <source>The selected regions belong to one thing (attribute group_id)</source>
        <translation>Die gewählten Regionen gehören zu einem Ding (Attribut group_id)</translation>
    </message>
    <message>
        <source>&amp;Ungroup</source>
        <translation>Gruppe au&amp;flösen</translation>
    </message>
    <message>
        <source>Label %1</source>
        <translation>Label %1</translation>
    </message>
    <message>
        <source>The selected regions get the label with this number</source>
        <translation>Die gewählten Regionen bekommen das Label mit dieser Nummer</translation>
    </message>
    <message>
        <source>&amp;Show all hidden</source>
        <translation>Alle ausgeblendeten &amp;zeigen</translation>
    </message>
    <message>
        <source>Hidden regions of this picture come back</source>
        <translation>Ausgeblendete Regionen dieses Bildes kommen zurück</translation>
    </message>
    <message>
        <source>Define &amp;attributes…</source>
        <translation>&amp;Attribute vereinbaren…</translation>
    </message>
</context>
<context>
    <name>fillscope::ReportDialog</name>
    <message>
        <source>%1 (%2 times)</source>
        <translation>%1 (%2-mal)</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>%1 pictures are not here.</source>
        <translation>%1 Bilder fehlen hier.</translation>
    </message>
    <message>
        <source>%1 repaired.</source>
        <translation>%1 repariert.</translation>
    </message>
    <message>
        <source>%1 dropped.</source>
        <translation>%1 verworfen.</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>Regionen</translation>
    </message>
    <message>
        <source>Dropped</source>
        <translation>Verworfen</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Fehlt</translation>
    </message>
    <message>
        <source>Guessed</source>
        <translation>Angenommen</translation>
    </message>
    <message>
        <source>Repaired</source>
        <translation>Repariert</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>: left out</source>
        <translation>: weggelassen</translation>
    </message>
    <message>
        <source>: written as %1</source>
        <translation>: geschrieben als %1</translation>
    </message>
    <message>
        <source>, once</source>
        <translation>, einmal</translation>
    </message>
    <message>
        <source>, %1 times</source>
        <translation>, %1-mal</translation>
    </message>
    <message>
        <source>, first in %1</source>
        <translation>, zuerst in %1</translation>
    </message>
    <message>
        <source>Read back, %1 things differ from what was to be written.</source>
        <translation>Zurückgelesen: %1 Dinge weichen von dem ab, was zu schreiben war.</translation>
    </message>
    <message>
        <source>Read back: nothing was lost.</source>
        <translation>Zurückgelesen: Nichts ging verloren.</translation>
    </message>
    <message>
        <source>Read back: as the report said.</source>
        <translation>Zurückgelesen: wie der Bericht es sagte.</translation>
    </message>
    <message>
        <source>Different when read back</source>
        <translation>Beim Zurücklesen anders</translation>
    </message>
    <message>
        <source>What the format cannot hold</source>
        <translation>Was das Format nicht fasst</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>%1: %2, %3.</source>
        <comment>file, pictures, regions</comment>
        <translation>%1: %2, %3.</translation>
    </message>
    <message>
        <source>1 picture is not here.</source>
        <translation>1 Bild ist nicht da.</translation>
    </message>
    <message>
        <source>Written: %1, %2, %3.</source>
        <comment>pictures, regions, files</comment>
        <translation>Geschrieben: %1, %2, %3.</translation>
    </message>
    <message>
        <source>Read back, one thing differs from what was to be written.</source>
        <translation>Beim Zurücklesen weicht eines von dem ab, was geschrieben werden sollte.</translation>
    </message>
</context>
<context>
    <name>fillscope::ReportPage</name>
    <message>
        <source>en</source>
        <translation>de</translation>
    </message>
    <message>
        <source>How full is %1?</source>
        <translation>Wie voll ist %1?</translation>
    </message>
    <message>
        <source>How full are these boxes?</source>
        <translation>Wie voll sind diese Kisten?</translation>
    </message>
    <message>
        <source>% full</source>
        <translation>% voll</translation>
    </message>
    <message>
        <source>between %1 and %2</source>
        <translation>zwischen %1 und %2</translation>
    </message>
    <message>
        <source>fill %1 percent, between %2 and %3</source>
        <translation>Füllung %1 Prozent, zwischen %2 und %3</translation>
    </message>
    <message>
        <source>limit: at least %1 % full</source>
        <translation>Grenze: mindestens %1 % voll</translation>
    </message>
    <message>
        <source>Empty space %1</source>
        <translation>Leerraum %1</translation>
    </message>
    <message>
        <source>within</source>
        <translation>innerhalb</translation>
    </message>
    <message>
        <source>over</source>
        <translation>darüber</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>within the limit of %1</source>
        <translation>innerhalb der Grenze von %1</translation>
    </message>
    <message>
        <source>over the limit of %1</source>
        <translation>über der Grenze von %1</translation>
    </message>
    <message>
        <source>open: the limit of %1 lies inside the interval</source>
        <translation>offen: Die Grenze von %1 liegt im Intervall</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Picture with the rim</source>
        <translation>Bild mit dem Rand</translation>
    </message>
    <message>
        <source>Depth map</source>
        <translation>Tiefenkarte</translation>
    </message>
    <message>
        <source>depth</source>
        <translation>Tiefe</translation>
    </message>
    <message>
        <source>relative, without unit</source>
        <translation>relativ, ohne Einheit</translation>
    </message>
    <message>
        <source>inverse, without unit</source>
        <translation>invers, ohne Einheit</translation>
    </message>
    <message>
        <source>inverse</source>
        <translation>invers</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>aus %1</translation>
    </message>
    <message>
        <source>dark grey: no measurement</source>
        <translation>dunkelgrau: keine Messung</translation>
    </message>
    <message>
        <source>height above the floor</source>
        <translation>Höhe über dem Boden</translation>
    </message>
    <message>
        <source>Height above the floor, seen from above; hatched: hidden</source>
        <translation>Höhe über dem Boden, von oben gesehen; schraffiert: verdeckt</translation>
    </message>
    <message>
        <source>of side 1–2</source>
        <translation>der Seite 1–2</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>Kiste</translation>
    </message>
    <message>
        <source>Above the rim</source>
        <translation>Über dem Rand</translation>
    </message>
    <message>
        <source>Cut height</source>
        <translation>Schnitthöhe</translation>
    </message>
    <message>
        <source>%1, above the rim</source>
        <translation>%1, über dem Rand</translation>
    </message>
    <message>
        <source>Inner size</source>
        <translation>Innenmaß</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>1 : %1 : %2, without a scale</source>
        <translation>1 : %1 : %2, ohne Maßstab</translation>
    </message>
    <message>
        <source>%1, found from depth</source>
        <translation>%1, aus der Tiefe bestimmt</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>Verdeckt</translation>
    </message>
    <message>
        <source>Depth holes inside the rim</source>
        <translation>Tiefenlücken innerhalb des Rands</translation>
    </message>
    <message>
        <source>Tilt</source>
        <translation>Neigung</translation>
    </message>
    <message>
        <source>Depth scale on the rim</source>
        <translation>Tiefenmaßstab am Rand</translation>
    </message>
    <message>
        <source>Residual on the rim</source>
        <translation>Randabweichung</translation>
    </message>
    <message>
        <source>%1 of side 1–2</source>
        <translation>%1 der Seite 1–2</translation>
    </message>
    <message>
        <source>Focal length</source>
        <translation>Brennweite</translation>
    </message>
    <message>
        <source>%1, guessed from the rim</source>
        <translation>%1, aus dem Rand geschätzt</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>What is doubtful</source>
        <translation>Was zweifelhaft ist</translation>
    </message>
    <message>
        <source>not measured: %1</source>
        <translation>nicht gemessen: %1</translation>
    </message>
    <message>
        <source>%1 pictures</source>
        <translation>%1 Bilder</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>Füllung</translation>
    </message>
    <message>
        <source>Between</source>
        <translation>Zwischen</translation>
    </message>
    <message>
        <source>Empty space</source>
        <translation>Leerraum</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Grenze</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Warnungen</translation>
    </message>
    <message>
        <source>≈: from a network, not measured.</source>
        <translation>≈: von einem Netz, nicht gemessen.</translation>
    </message>
    <message>
        <source>No picture was measured.</source>
        <translation>Kein Bild wurde gemessen.</translation>
    </message>
    <message>
        <source>The figures are in</source>
        <translation>Die Zahlen stehen in</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Ausgelassen</translation>
    </message>
    <message>
        <source>no corner of the rim is placed</source>
        <translation>keine Ecke des Rands ist gesetzt</translation>
    </message>
    <message>
        <source>Fill is the share of the box&apos;s inner volume under the content. The interval runs from all hidden cells empty to all hidden cells full, and wider by what is in doubt about size, rim and camera; of a depth that a network predicted, it is the network&apos;s own doubt.</source>
        <translation>Die Füllung ist der Anteil des Innenvolumens der Kiste unter dem Inhalt. Das Intervall reicht von allen verdeckten Zellen leer bis zu allen verdeckten Zellen voll, und so viel weiter, wie Maß, Rand und Kamera in Zweifel lassen; bei einer Tiefe, die ein Netz vorhergesagt hat, ist es der eigene Zweifel des Netzes.</translation>
    </message>
</context>
<context>
    <name>fillscope::ReviewDialog</name>
    <message>
        <source>Review</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Pictures, those that agree least first</source>
        <translation>Bilder, die mit der geringsten Übereinstimmung zuerst</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Apart</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>The picture with both annotations</source>
        <translation>Das Bild mit beiden Annotationen</translation>
    </message>
    <message>
        <source>mine</source>
        <translation>eigene</translation>
    </message>
    <message>
        <source>theirs</source>
        <translation>andere</translation>
    </message>
    <message>
        <source>Mean difference of each corner over all pictures</source>
        <translation>Mittlere Abweichung jeder Ecke über alle Bilder</translation>
    </message>
    <message>
        <source>Corner</source>
        <translation>Ecke</translation>
    </message>
    <message>
        <source>right</source>
        <translation>rechts</translation>
    </message>
    <message>
        <source>down</source>
        <translation>unten</translation>
    </message>
    <message>
        <source>n</source>
        <translation>n</translation>
    </message>
    <message>
        <source>Corners over all pictures</source>
        <translation>Ecken über alle Bilder</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>Wird verglichen…</translation>
    </message>
    <message>
        <source>Mean IoU %1.</source>
        <translation>Mittlere IoU %1.</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>Kein Bild</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Wertung</translation>
    </message>
    <message>
        <source>How well the regions agree on average; those that only one of the two has count nothing</source>
        <translation>Wie gut die Regionen im Mittel übereinstimmen; solche, die nur einer der beiden hat, zählen nichts</translation>
    </message>
    <message>
        <source>Pictures that only one has: %1 mine, %2 theirs.</source>
        <translation>Bilder, die nur einer hat: %1 eigene, %2 andere.</translation>
    </message>
    <message>
        <source>%1 corners: on average %2 apart (%3 of the diagonal), half of them at most %4, 95 % at most %5.</source>
        <translation>%1 Ecken: im Mittel %2 auseinander (%3 der Diagonale), die Hälfte höchstens %4, 95 % höchstens %5.</translation>
    </message>
    <message>
        <source>%1: %2; regions: %3 match, %4 only mine, %5 only theirs.</source>
        <translation>%1: %2; Regionen: %3 passen, %4 nur eigene, %5 nur andere.</translation>
    </message>
</context>
<context>
    <name>fillscope::ReviewMatches</name>
    <message>
        <source>Regions of this picture</source>
        <translation>Regionen dieses Bildes</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>IoU</source>
        <translation>IoU</translation>
    </message>
    <message>
        <source>Apart</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>of size</source>
        <translation>der Größe</translation>
    </message>
    <message>
        <source>The shape moves to where they have it</source>
        <translation>Die Form rückt dorthin, wo die andere Datei sie hat</translation>
    </message>
    <message>
        <source>The shape moves to the middle of mine and theirs</source>
        <translation>Die Form rückt in die Mitte zwischen der eigenen und der anderen</translation>
    </message>
    <message>
        <source>One corner moves to where they have it</source>
        <translation>Eine Ecke rückt dorthin, wo die andere Datei sie hat</translation>
    </message>
    <message>
        <source>A region that only they have joins mine</source>
        <translation>Eine Region, die nur die andere Datei hat, kommt zu den eigenen</translation>
    </message>
    <message>
        <source>A region that they do not have goes</source>
        <translation>Eine Region, die die andere Datei nicht hat, verschwindet</translation>
    </message>
    <message>
        <source>All shapes of this picture, and those that only they have</source>
        <translation>Alle Formen dieses Bildes, und die, die nur die andere Datei hat</translation>
    </message>
    <message>
        <source>only mine: %1</source>
        <translation>nur eigene: %1</translation>
    </message>
    <message>
        <source>only theirs: %1</source>
        <translation>nur andere: %1</translation>
    </message>
    <message>
        <source>They have no annotations of this picture.</source>
        <translation>Die andere Datei hat keine Annotationen zu diesem Bild.</translation>
    </message>
    <message>
        <source>&amp;Take theirs</source>
        <translation>Andere ü&amp;bernehmen</translation>
    </message>
    <message>
        <source>Meet &amp;half way</source>
        <translation>In der &amp;Mitte treffen</translation>
    </message>
    <message>
        <source>Take this &amp;corner</source>
        <translation>Diese &amp;Ecke übernehmen</translation>
    </message>
    <message>
        <source>&amp;Add theirs</source>
        <translation>Andere &amp;hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Remove mine</source>
        <translation>Eigene en&amp;tfernen</translation>
    </message>
    <message>
        <source>Take a&amp;ll of theirs</source>
        <translation>A&amp;lles von dort übernehmen</translation>
    </message>
    <message>
        <source>%1: %2 agreement</source>
        <translation>%1: %2 Übereinstimmung</translation>
    </message>
</context>
<context>
    <name>fillscope::ReviewSession</name>
    <message>
        <source>Reading annotations</source>
        <translation>Annotationen werden gelesen</translation>
    </message>
    <message>
        <source>Comparing annotations</source>
        <translation>Annotationen werden verglichen</translation>
    </message>
    <message>
        <source>Take their %1</source>
        <translation>%1 aus der anderen Datei übernehmen</translation>
    </message>
    <message>
        <source>Merge %1</source>
        <translation>%1 zusammenführen</translation>
    </message>
    <message>
        <source>Take their corner</source>
        <translation>Ecke aus der anderen Datei übernehmen</translation>
    </message>
    <message>
        <source>Add their regions</source>
        <translation>Regionen der anderen Datei hinzufügen</translation>
    </message>
    <message>
        <source>Remove regions that they do not have</source>
        <translation>Regionen entfernen, die die andere Datei nicht hat</translation>
    </message>
    <message>
        <source>Take all of theirs</source>
        <translation>Alles aus der anderen Datei übernehmen</translation>
    </message>
    <message>
        <source>The review ended: another project was opened.</source>
        <translation>Die Prüfung ist beendet: Ein anderes Projekt wurde geöffnet.</translation>
    </message>
</context>
<context>
    <name>fillscope::RimEditor</name>
    <message>
        <source>A rim has no dent: move the corner that lies inside.</source>
        <translation>Ein Rand hat keine Delle: die Ecke verschieben, die innen liegt.</translation>
    </message>
    <message>
        <source>The sides cross: exchange two corners.</source>
        <translation>Die Seiten kreuzen sich: zwei Ecken vertauschen.</translation>
    </message>
    <message>
        <source>Two corners lie on each other.</source>
        <translation>Zwei Ecken liegen aufeinander.</translation>
    </message>
    <message>
        <source>The rim is too small to measure.</source>
        <translation>Der Rand ist zu klein zum Messen.</translation>
    </message>
    <message>
        <source>The corners run counter-clockwise: exchange 2 and 4.</source>
        <translation>Die Ecken laufen gegen den Uhrzeigersinn: 2 und 4 vertauschen.</translation>
    </message>
    <message>
        <source>Copy rim</source>
        <translation>Rand übernehmen</translation>
    </message>
</context>
<context>
    <name>fillscope::ScaleChooser</name>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>1 mm (÷ 1000)</source>
        <translation>1 mm (÷ 1000)</translation>
    </message>
    <message>
        <source>0.1 mm (÷ 10 000)</source>
        <translation>0.1 mm (÷ 10 000)</translation>
    </message>
    <message>
        <source>1/5000 m (TUM)</source>
        <translation>1/5000 m (TUM)</translation>
    </message>
    <message>
        <source>1/256 m (KITTI)</source>
        <translation>1/256 m (KITTI)</translation>
    </message>
    <message>
        <source>Another factor</source>
        <translation>Anderer Faktor</translation>
    </message>
    <message>
        <source>How far one step of a whole-number depth file reaches. Files with decimals are metres already.</source>
        <translation>Wie weit ein Schritt einer ganzzahligen Tiefendatei reicht. Dateien mit Kommazahlen sind schon in Metern.</translation>
    </message>
    <message>
        <source>One &amp;unit is</source>
        <translation>Eine &amp;Einheit ist</translation>
    </message>
    <message>
        <source>Metres per unit</source>
        <translation>Meter je Einheit</translation>
    </message>
    <message>
        <source>for example 0.00025 or 1/4000</source>
        <translation>zum Beispiel 0.00025 oder 1/4000</translation>
    </message>
    <message>
        <source>m</source>
        <translation>m</translation>
    </message>
    <message>
        <source>metres (decimals)</source>
        <translation>Meter (mit Nachkommastellen)</translation>
    </message>
</context>
<context>
    <name>fillscope::ScreenshotRun</name>
    <message>
        <source>%1: there is no such picture. Give a file name as the project lists it.</source>
        <translation>%1: Dieses Bild gibt es nicht. Einen Dateinamen angeben, wie ihn das Projekt nennt.</translation>
    </message>
    <message>
        <source>The picture did not load in two minutes.</source>
        <translation>Das Bild war nach zwei Minuten nicht geladen.</translation>
    </message>
    <message>
        <source>There is no picture to show.</source>
        <translation>Es gibt kein Bild zu zeigen.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 kann nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>%1: this is a recording. Take frames of it with fillscope-cli frames, and show their folder.</source>
        <translation>%1: Das ist eine Aufnahme. Nehmen Sie mit fillscope-cli frames Einzelbilder daraus und zeigen Sie deren Ordner.</translation>
    </message>
</context>
<context>
    <name>fillscope::SelectTool</name>
    <message>
        <source>seen</source>
        <translation>gesehen</translation>
    </message>
    <message>
        <source>hidden by something</source>
        <translation>von etwas verdeckt</translation>
    </message>
    <message>
        <source>not in the picture</source>
        <translation>nicht im Bild</translation>
    </message>
    <message>
        <source>%1 of %2, %3: %4 (O changes it); arrows move it 1 pixel, with Alt 0.1</source>
        <translation>%1 von %2, %3: %4 (O ändert es); Pfeiltasten schieben um 1 Pixel, mit Alt 0,1</translation>
    </message>
    <message>
        <source>A polygon keeps three vertices, a polyline two: Esc, then Del deletes the region</source>
        <translation>Ein Polygon behält drei Eckpunkte, ein Linienzug zwei: Esc, dann löscht Entf die Region</translation>
    </message>
    <message>
        <source>Choose a keypoint first: click it or press its number</source>
        <translation>Erst einen Schlüsselpunkt wählen: ihn anklicken oder seine Nummer drücken</translation>
    </message>
    <message>
        <source>Chooses every region that lies inside</source>
        <translation>Wählt jede Region, die innen liegt</translation>
    </message>
    <message>
        <source>Shift keeps to one direction, Alt is slow, Esc gives it up</source>
        <translation>Umschalt hält eine Richtung, Alt ist langsam, Esc bricht ab</translation>
    </message>
    <message>
        <source>Alt is slow, Ctrl does not snap, Esc gives it up</source>
        <translation>Alt ist langsam, Strg rastet nicht ein, Esc bricht ab</translation>
    </message>
    <message>
        <source>Click a region to choose it; drag to choose several</source>
        <translation>Eine Region anklicken, um sie zu wählen; ziehen, um mehrere zu wählen</translation>
    </message>
    <message numerus="yes">
        <source>%n regions: drag one of them to move all; arrows nudge</source>
        <translation>
            <numerusform>%n Region: ziehen verschiebt sie; Pfeiltasten rücken</numerusform>
            <numerusform>%n Regionen: eine davon ziehen verschiebt alle; Pfeiltasten rücken</numerusform>
        </translation>
    </message>
    <message>
        <source>Click a keypoint or press its number; O changes whether it is seen</source>
        <translation>Einen Schlüsselpunkt anklicken oder seine Nummer drücken; O ändert, ob er gesehen wird</translation>
    </message>
    <message>
        <source>Vertex %1: arrows move it 1 pixel, with Alt 0.1, with Shift 10; Del removes it; X finds the corner</source>
        <translation>Eckpunkt %1: Pfeiltasten schieben um 1 Pixel, mit Alt 0,1, mit Umschalt 10; Entf entfernt ihn; X findet die Ecke</translation>
    </message>
    <message>
        <source>Drag to make a new vertex</source>
        <translation>Ziehen setzt einen neuen Eckpunkt</translation>
    </message>
    <message>
        <source>Drag a corner, or the region as a whole</source>
        <translation>Eine Ecke ziehen, oder die Region als Ganzes</translation>
    </message>
    <message>
        <source>Drag a vertex, or the middle of a side for a new one; drag inside to move</source>
        <translation>Einen Eckpunkt ziehen, oder die Mitte einer Seite für einen neuen; innen ziehen verschiebt</translation>
    </message>
    <message>
        <source>Drag a handle to reshape, the region to move it; arrows nudge</source>
        <translation>Einen Griff ziehen formt um, die Region ziehen verschiebt; Pfeiltasten rücken</translation>
    </message>
    <message>
        <source>Choose a corner first: click it or press its number</source>
        <translation>Erst eine Ecke wählen: sie anklicken oder ihre Nummer drücken</translation>
    </message>
    <message>
        <source>This region is locked: Ctrl+L unlocks it</source>
        <translation>Diese Region ist gesperrt: Strg+L entsperrt sie</translation>
    </message>
</context>
<context>
    <name>fillscope::SetWriter</name>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Write data set…</source>
        <translation>Datensatz schreiben…</translation>
    </message>
    <message>
        <source>Folder for the data set</source>
        <translation>Ordner für den Datensatz</translation>
    </message>
    <message>
        <source>It can be gone on with later</source>
        <translation>Es kann später weitergehen</translation>
    </message>
</context>
<context>
    <name>fillscope::SourcesPanel</name>
    <message>
        <source>Depth</source>
        <translation>Tiefe</translation>
    </message>
    <message>
        <source>The depth map that the fill is measured with.</source>
        <translation>Die Tiefenkarte, mit der die Füllung gemessen wird.</translation>
    </message>
    <message>
        <source>Depth file</source>
        <translation>Tiefendatei</translation>
    </message>
    <message>
        <source>The depth map recorded with this picture.</source>
        <translation>Die mit diesem Bild aufgenommene Tiefenkarte.</translation>
    </message>
    <message>
        <source>Bits rotated by 3 (SUN RGB-D, APC)</source>
        <translation>Bits um 3 rotiert (SUN RGB-D, APC)</translation>
    </message>
    <message>
        <source>Some data sets store their 16-bit depth rotated by three bits; tick it when the depth looks torn.</source>
        <translation>Manche Datensätze speichern 16-Bit-Tiefe um drei Bits rotiert; ankreuzen, wenn die Tiefe zerrissen aussieht.</translation>
    </message>
    <message>
        <source>Same box, empty</source>
        <translation>Dieselbe Kiste, leer</translation>
    </message>
    <message>
        <source>A depth map of the empty box from the same camera: the capacity is measured from it.</source>
        <translation>Eine Tiefenkarte der leeren Kiste von derselben Kamera: Daraus wird das Volumen gemessen.</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>From a file</source>
        <translation>Aus einer Datei</translation>
    </message>
    <message>
        <source>Field of view</source>
        <translation>Bildwinkel</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Nicht bekannt</translation>
    </message>
    <message>
        <source>Camera file</source>
        <translation>Kameradatei</translation>
    </message>
    <message>
        <source>A 3×3 matrix as text, or JSON.</source>
        <translation>Eine 3×3-Matrix als Text, oder JSON.</translation>
    </message>
    <message>
        <source>° horizontally</source>
        <translation>° horizontal</translation>
    </message>
    <message>
        <source>Horizontal field of view</source>
        <translation>Horizontaler Bildwinkel</translation>
    </message>
    <message>
        <source>The focal length is guessed from the rim. That is least sure when looking straight down.</source>
        <translation>Die Brennweite wird aus dem Rand geschätzt. Beim Blick senkrecht hinab ist das am unsichersten.</translation>
    </message>
    <message>
        <source>Measure &amp;with</source>
        <translation>Messen mi&amp;t</translation>
    </message>
    <message>
        <source>Scale and camera for all pictures</source>
        <translation>Maßstab und Kamera für alle Bilder</translation>
    </message>
    <message>
        <source>Distances</source>
        <translation>Abstände</translation>
    </message>
    <message>
        <source>Distances, no unit</source>
        <translation>Abstände ohne Einheit</translation>
    </message>
    <message>
        <source>1/distance, no unit</source>
        <translation>1/Abstand ohne Einheit</translation>
    </message>
    <message>
        <source>What the numbers in the depth file are. Cameras write distances. Networks such as MiDaS or Depth Anything write numbers without a unit, most of them inverse: the larger, the nearer. They give the share that is full, and litres where the size of the box is known.</source>
        <translation>Was die Zahlen in der Tiefendatei sind. Kameras schreiben Abstände. Netze wie MiDaS oder Depth Anything schreiben Zahlen ohne Einheit, meist Kehrwerte: je größer, desto näher. Sie geben den Füllgrad, und Liter, wo die Größe der Kiste bekannt ist.</translation>
    </message>
    <message>
        <source>File h&amp;olds</source>
        <translation>Datei en&amp;thält</translation>
    </message>
    <message>
        <source>What depth files hold, their scale and rotation, and the camera of this picture for every picture of the project; depth files, and camera files named after a picture, stay its own.</source>
        <translation>Was Tiefendateien enthalten, ihr Maßstab und ihre Rotation sowie die Kamera dieses Bildes für alle Bilder des Projekts; Tiefendateien und Kameradateien, die nach einem Bild heißen, bleiben dessen eigene.</translation>
    </message>
</context>
<context>
    <name>fillscope::StartPage</name>
    <message>
        <source>How full is this box?</source>
        <translation>Wie voll ist diese Kiste?</translation>
    </message>
    <message>
        <source>Open the sample</source>
        <translation>Beispiel öffnen</translation>
    </message>
    <message>
        <source>Rendered boxes with depth, ready to measure</source>
        <translation>Gerenderte Kisten mit Tiefe, bereit zum Messen</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>Ordner öffnen…</translation>
    </message>
    <message>
        <source>Go on with</source>
        <translation>Weitermachen mit</translation>
    </message>
    <message>
        <source>Open file…</source>
        <translation>Datei öffnen…</translation>
    </message>
    <message>
        <source>picture %1 of %2</source>
        <translation>Bild %1 von %2</translation>
    </message>
    <message>
        <source>not there any more</source>
        <translation>nicht mehr da</translation>
    </message>
    <message>
        <source>Go on with %1</source>
        <translation>Weitermachen mit %1</translation>
    </message>
    <message>
        <source>Drop anything here: a folder, pictures, point clouds, a ZIP file, a project, or annotations from VIA, COCO, YOLO, labelme, CVAT or VOC.</source>
        <translation>Hier alles ablegen: einen Ordner, Bilder, Punktwolken, eine ZIP-Datei, ein Projekt, oder Annotationen von VIA, COCO, YOLO, labelme, CVAT oder VOC.</translation>
    </message>
    <message>
        <source>A picture, a point cloud, a project, annotations of another program or a ZIP file</source>
        <translation>Ein Bild, eine Punktwolke, ein Projekt, Annotationen eines anderen Programms oder eine ZIP-Datei</translation>
    </message>
</context>
<context>
    <name>fillscope::StatisticsDialog</name>
    <message>
        <source>Statistics</source>
        <translation>Statistik</translation>
    </message>
    <message>
        <source>%1 (%2 %)</source>
        <translation>%1 (%2 %)</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Annotated</source>
        <translation>Annotiert</translation>
    </message>
    <message>
        <source>Not annotated</source>
        <translation>Nicht annotiert</translation>
    </message>
    <message>
        <source>With all four rim corners</source>
        <translation>Mit allen vier Randecken</translation>
    </message>
    <message>
        <source>With fewer corners</source>
        <translation>Mit weniger Ecken</translation>
    </message>
    <message>
        <source>Proposed, to review</source>
        <translation>Vorgeschlagen, zu prüfen</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <source>Regions by shape and label</source>
        <translation>Regionen nach Form und Label</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>Regionen</translation>
    </message>
    <message>
        <source>no label</source>
        <translation>ohne Label</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>%1 by shape and label</source>
        <comment>regions</comment>
        <translation>%1 nach Form und Label</translation>
    </message>
</context>
<context>
    <name>fillscope::SummaryQueue</name>
    <message>
        <source>Measuring</source>
        <translation>Messen</translation>
    </message>
</context>
<context>
    <name>fillscope::SynthController</name>
    <message>
        <source>Rendering samples</source>
        <translation>Beispiele werden berechnet</translation>
    </message>
    <message>
        <source>Writing a data set of %1</source>
        <translation>Datensatz mit %1 wird geschrieben</translation>
    </message>
    <message>
        <source>Reading a specification</source>
        <translation>Eine Spezifikation wird gelesen</translation>
    </message>
    <message>
        <source>Listing photographs</source>
        <translation>Fotos werden aufgelistet</translation>
    </message>
</context>
<context>
    <name>fillscope::SynthPage</name>
    <message>
        <source>Preview of samples</source>
        <translation>Vorschau der Beispiele</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>Tiefe</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>Maske</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Seed of the preview</source>
        <translation>Startwert der Vorschau</translation>
    </message>
    <message>
        <source>Other samples</source>
        <translation>Andere Beispiele</translation>
    </message>
    <message>
        <source>Load…</source>
        <translation>Laden…</translation>
    </message>
    <message>
        <source>Read a specification from a file</source>
        <translation>Eine Vorgabe aus einer Datei lesen</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>Write the specification, as fillscope-cli synth reads it</source>
        <translation>Die Vorgabe schreiben, wie fillscope-cli synth sie liest</translation>
    </message>
    <message>
        <source>Defaults</source>
        <translation>Vorgaben</translation>
    </message>
    <message>
        <source>All knobs as they were at first</source>
        <translation>Alle Regler wie am Anfang</translation>
    </message>
    <message>
        <source>Samples of the data set</source>
        <translation>Beispiele des Datensatzes</translation>
    </message>
    <message>
        <source>Seed of the data set</source>
        <translation>Startwert des Datensatzes</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>Photos, depth, masks, corners and one project file are written there</source>
        <translation>Fotos, Tiefe, Masken, Ecken und eine Projektdatei werden dorthin geschrieben</translation>
    </message>
    <message>
        <source>Rendering…</source>
        <translation>Wird berechnet…</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Sample %1: fill %2 %, %3 × %4 × %5 cm, tilt %6°</source>
        <translation>Beispiel %1: Füllung %2 %, %3 × %4 × %5 cm, Neigung %6°</translation>
    </message>
    <message>
        <source>Load a specification</source>
        <translation>Eine Vorgabe laden</translation>
    </message>
    <message>
        <source>Specifications (*.json);;All files (*)</source>
        <translation>Vorgaben (*.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Save the specification</source>
        <translation>Die Vorgabe speichern</translation>
    </message>
    <message>
        <source>Specifications (*.json)</source>
        <translation>Vorgaben (*.json)</translation>
    </message>
    <message>
        <source>Stopped or interrupted, it goes on where it was.</source>
        <translation>Angehalten oder unterbrochen geht es weiter, wo es war.</translation>
    </message>
    <message>
        <source>Photographs</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>A folder of photographs of floors, boards, prints and rooms: surfaces bear them in place of drawn patterns, which brings the samples nearer to real pictures</source>
        <translation>Ein Ordner mit Fotos von Böden, Brettern, Drucken und Räumen: Flächen tragen sie anstelle gezeichneter Muster, was die Beispiele echten Bildern näher bringt</translation>
    </message>
    <message>
        <source>Folder of photographs</source>
        <translation>Ordner mit Fotos</translation>
    </message>
    <message>
        <source>%1 in %2 s</source>
        <comment>samples, seconds</comment>
        <translation>%1 in %2 s</translation>
    </message>
    <message>
        <source>%1 written, %2 there already.</source>
        <comment>samples</comment>
        <translation>%1 geschrieben, %2 schon da.</translation>
    </message>
    <message>
        <source>%1 written.</source>
        <comment>samples</comment>
        <translation>%1 geschrieben.</translation>
    </message>
</context>
<context>
    <name>fillscope::ThumbnailLoader</name>
    <message>
        <source>Thumbnail</source>
        <translation>Vorschaubild</translation>
    </message>
</context>
<context>
    <name>fillscope::TrainController</name>
    <message>
        <source>Training %1</source>
        <translation>%1 wird trainiert</translation>
    </message>
    <message>
        <source>Taking a network into use</source>
        <translation>Ein Netz wird übernommen</translation>
    </message>
    <message>
        <source>What was learned after %1 is lost; Resume goes on from the state of then.</source>
        <translation>Was nach %1 gelernt wurde, ist verloren; „Fortsetzen“ macht mit dem Stand von da weiter.</translation>
    </message>
    <message>
        <source>No state is kept to go on from.</source>
        <translation>Kein Stand ist gesichert, mit dem es weitergehen könnte.</translation>
    </message>
    <message>
        <source>The best network so far is kept.</source>
        <translation>Das bisher beste Netz ist gesichert.</translation>
    </message>
</context>
<context>
    <name>fillscope::TrainForm</name>
    <message>
        <source>Network to train</source>
        <translation>Zu trainierendes Netz</translation>
    </message>
    <message>
        <source>Output folder</source>
        <translation>Ausgabeordner</translation>
    </message>
    <message>
        <source>Checkpoints, curves and the exported network are kept there</source>
        <translation>Zwischenstände, Kurven und das ausgegebene Netz liegen dort</translation>
    </message>
    <message>
        <source>Load settings…</source>
        <translation>Einstellungen laden…</translation>
    </message>
    <message>
        <source>Save settings…</source>
        <translation>Einstellungen speichern…</translation>
    </message>
    <message>
        <source>As fillscope-cli train reads them</source>
        <translation>Wie fillscope-cli train sie liest</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Weiteres</translation>
    </message>
    <message>
        <source>What to learn from</source>
        <translation>Woraus gelernt wird</translation>
    </message>
    <message>
        <source>Synthetic scenes</source>
        <translation>Erzeugte Szenen</translation>
    </message>
    <message>
        <source>Pictures with corners</source>
        <translation>Bilder mit Ecken</translation>
    </message>
    <message>
        <source>Scenes for training</source>
        <translation>Szenen zum Training</translation>
    </message>
    <message>
        <source>Scenes</source>
        <translation>Szenen</translation>
    </message>
    <message>
        <source>As the knobs in the Data set workspace say; drawn anew from the seed, none is kept on disk.</source>
        <translation>Wie die Regler im Arbeitsbereich „Datensatz“ sagen; immer neu aus dem Startwert gezogen, keine liegt auf der Platte.</translation>
    </message>
    <message>
        <source>Data set or project</source>
        <translation>Datensatz oder Projekt</translation>
    </message>
    <message>
        <source>The open project</source>
        <translation>Das offene Projekt</translation>
    </message>
    <message>
        <source>Data set or project folder to learn from</source>
        <translation>Datensatz- oder Projektordner, aus dem gelernt wird</translation>
    </message>
    <message>
        <source>Folder for this training</source>
        <translation>Ordner für dieses Training</translation>
    </message>
    <message>
        <source>Load settings of a training</source>
        <translation>Einstellungen eines Trainings laden</translation>
    </message>
    <message>
        <source>Settings (*.json);;All files (*)</source>
        <translation>Einstellungen (*.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Save settings of this training</source>
        <translation>Einstellungen dieses Trainings speichern</translation>
    </message>
    <message>
        <source>Settings (*.json)</source>
        <translation>Einstellungen (*.json)</translation>
    </message>
    <message>
        <source>A folder that synth wrote, or a project whose pictures have a rim; for a U-Net, pictures with depth; for classes, a folder whose subfolders are the classes, or a project whose pictures have the attribute “class”</source>
        <translation>Ein Ordner, den synth geschrieben hat, oder ein Projekt, dessen Bilder einen Rand haben; für ein U-Net Bilder mit Tiefe; für Klassen ein Ordner, dessen Unterordner die Klassen sind, oder ein Projekt, dessen Bilder das Attribut „class“ haben</translation>
    </message>
    <message>
        <source>Pictures of known classes</source>
        <translation>Bilder bekannter Klassen</translation>
    </message>
    <message>
        <source>Pictures with depth</source>
        <translation>Bilder mit Tiefe</translation>
    </message>
    <message>
        <source>For a denoiser: a folder of pairs of measured and true depth, res-1.png and gt-1.png (and left-1.png, infrared), or as synth writes them</source>
        <translation>Für einen Entrauscher: ein Ordner mit Paaren aus gemessener und wahrer Tiefe, res-1.png und gt-1.png (und left-1.png, infrarot), oder wie synth sie schreibt</translation>
    </message>
    <message>
        <source>Pairs of depth maps</source>
        <translation>Paare von Tiefenkarten</translation>
    </message>
</context>
<context>
    <name>fillscope::TrainPage</name>
    <message>
        <source>%1, close up</source>
        <translation>%1, von nahem</translation>
    </message>
    <message>
        <source>Corner error</source>
        <translation>Eckenfehler</translation>
    </message>
    <message>
        <source>Corners nearer than 2 %</source>
        <translation>Ecken näher als 2 %</translation>
    </message>
    <message>
        <source>Polygon IoU</source>
        <translation>Polygon-IoU</translation>
    </message>
    <message>
        <source>% of the diagonal</source>
        <translation>% der Diagonale</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>AbsRel</source>
        <translation>AbsRel</translation>
    </message>
    <message>
        <source>δ1</source>
        <translation>δ1</translation>
    </message>
    <message>
        <source>RMSE</source>
        <translation>RMSE</translation>
    </message>
    <message>
        <source>SSIM</source>
        <translation>SSIM</translation>
    </message>
    <message>
        <source>Fill error</source>
        <translation>Füllungsfehler</translation>
    </message>
    <message>
        <source>points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Fill too high by</source>
        <translation>Füllung zu hoch um</translation>
    </message>
    <message>
        <source>Content IoU</source>
        <translation>Inhalts-IoU</translation>
    </message>
    <message>
        <source>Depth share, L1</source>
        <translation>Tiefenanteil, L1</translation>
    </message>
    <message>
        <source>network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>%1: true depth at the left, the network&apos;s at the right, in one scale</source>
        <translation>%1: links die wahre Tiefe, rechts die des Netzes, auf einer Skala</translation>
    </message>
    <message>
        <source>%1: true corners dashed, the network&apos;s solid</source>
        <translation>%1: wahre Ecken gestrichelt, die des Netzes durchgezogen</translation>
    </message>
    <message>
        <source>Done early: it got no better</source>
        <translation>Früher fertig: Es wurde nicht mehr besser</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Epoch %1 was the best one.</source>
        <translation>Epoche %1 war die beste.</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Its state is kept: Resume goes on from here.</source>
        <translation>Der Stand ist gesichert: „Fortsetzen“ geht hier weiter.</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>The state after the last step is kept</source>
        <translation>Der Stand nach dem letzten Schritt bleibt</translation>
    </message>
    <message>
        <source>Resume…</source>
        <translation>Fortsetzen…</translation>
    </message>
    <message>
        <source>Go on with a training from its folder</source>
        <translation>Ein Training aus seinem Ordner fortsetzen</translation>
    </message>
    <message>
        <source>Use this network</source>
        <translation>Dieses Netz verwenden</translation>
    </message>
    <message>
        <source>Progress of the training</source>
        <translation>Fortschritt des Trainings</translation>
    </message>
    <message>
        <source>Sample predictions</source>
        <translation>Beispielvorhersagen</translation>
    </message>
    <message>
        <source>No predictions yet</source>
        <translation>Noch keine Vorhersagen</translation>
    </message>
    <message>
        <source>After each epoch the same pictures show what the network answers by then.</source>
        <translation>Nach jeder Epoche zeigen dieselben Bilder, was das Netz bis dahin antwortet.</translation>
    </message>
    <message>
        <source>Pictures kept back from training: the truth dashed, the network&apos;s answer solid</source>
        <translation>Vom Training zurückbehaltene Bilder: die Wahrheit gestrichelt, die Antwort des Netzes durchgezogen</translation>
    </message>
    <message>
        <source>Start anew in this folder?</source>
        <translation>In diesem Ordner neu anfangen?</translation>
    </message>
    <message>
        <source>“%1” holds a training already. Starting anew replaces it; Resume goes on with it.</source>
        <translation>„%1“ enthält schon ein Training. Neu anfangen ersetzt es; „Fortsetzen“ führt es weiter.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Start anew</source>
        <translation>Neu anfangen</translation>
    </message>
    <message>
        <source>Folder of the training to go on with</source>
        <translation>Ordner des Trainings, das weitergeht</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Getting ready…</source>
        <translation>Wird vorbereitet…</translation>
    </message>
    <message>
        <source>Closing the window stops the training and keeps its state.</source>
        <translation>Das Fenster zu schließen hält das Training an und sichert seinen Stand.</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten…</translation>
    </message>
    <message>
        <source>The state is being kept.</source>
        <translation>Der Stand wird gesichert.</translation>
    </message>
    <message>
        <source>Train a network</source>
        <translation>Ein Netz trainieren</translation>
    </message>
    <message>
        <source>Choose at the left what to train and from what, then start. It runs in the background: you can go on measuring meanwhile.</source>
        <translation>Links wählen, was trainiert wird und woraus; dann starten. Es läuft im Hintergrund: Sie können währenddessen weiter messen.</translation>
    </message>
    <message>
        <source>Epoch %1 of %2</source>
        <translation>Epoche %1 von %2</translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
    </message>
    <message>
        <source>%1 samples a second</source>
        <translation>%1 Beispiele je Sekunde</translation>
    </message>
    <message>
        <source>loss %1</source>
        <translation>Verlust %1</translation>
    </message>
    <message>
        <source>learning rate %1</source>
        <translation>Lernrate %1</translation>
    </message>
    <message>
        <source>Replace the network “%1”?</source>
        <translation>Das Netz „%1“ ersetzen?</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Copies the best network to yours and uses it from now on</source>
        <translation>Kopiert das beste Netz zu Ihren und verwendet es von nun an</translation>
    </message>
    <message>
        <source>%1, made square</source>
        <translation>%1, quadratisch gemacht</translation>
    </message>
    <message>
        <source>one unreviewed proposal left out</source>
        <translation>ein ungeprüfter Vorschlag ausgelassen</translation>
    </message>
    <message numerus="yes">
        <source>%n unreviewed proposals left out</source>
        <translation>
            <numerusform>%n ungeprüfter Vorschlag ausgelassen</numerusform>
            <numerusform>%n ungeprüfte Vorschläge ausgelassen</numerusform>
        </translation>
    </message>
    <message>
        <source>It had not begun yet: the folder is as it was.</source>
        <translation>Es hatte noch nicht begonnen: Der Ordner ist, wie er war.</translation>
    </message>
    <message>
        <source>Stopped, and not all is kept</source>
        <translation>Angehalten, und nicht alles ist gesichert</translation>
    </message>
    <message>
        <source>There is one with this id already. Kept beside it, the new one is called “%1”.</source>
        <translation>Es gibt schon eines mit dieser Kennung. Daneben behalten heißt das neue „%1“.</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>Beide behalten</translation>
    </message>
    <message>
        <source>Accuracy, classes alike</source>
        <translation>Genauigkeit, Klassen gleich</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Mean average precision</source>
        <translation>Mittlere Average Precision</translation>
    </message>
    <message>
        <source>Cross-entropy</source>
        <translation>Kreuzentropie</translation>
    </message>
    <message>
        <source>%1: %2, rightly. Warm: what speaks for it</source>
        <translation>%1: %2, zu Recht. Warm: was dafür spricht</translation>
    </message>
    <message>
        <source>%1: called %2, is %3. Warm: what speaks for %2</source>
        <translation>%1: %2 genannt, ist %3. Warm: was für %2 spricht</translation>
    </message>
    <message>
        <source>Pictures kept back from training, with what the network calls them. Warm colours speak for that class, cold ones against it</source>
        <translation>Bilder, die vom Training zurückgehalten werden, mit dem, was das Netz sie nennt. Warme Farben sprechen für diese Klasse, kalte dagegen</translation>
    </message>
    <message>
        <source>one picture left out, whose depth has no scale</source>
        <translation>ein Bild ausgelassen, dessen Tiefe keinen Maßstab hat</translation>
    </message>
    <message numerus="yes">
        <source>%n pictures left out, whose depth has no scale</source>
        <translation>
            <numerusform>%n Bild ausgelassen, dessen Tiefe keinen Maßstab hat</numerusform>
            <numerusform>%n Bilder ausgelassen, deren Tiefe keinen Maßstab hat</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 % %2</source>
        <comment>probability, class</comment>
        <translation>%1 % %2</translation>
    </message>
    <message>
        <source>✗ is %2: %1</source>
        <comment>picture, true class</comment>
        <translation>✗ ist %2: %1</translation>
    </message>
    <message>
        <source>Pictures kept back from training: true depth at the left, the network&apos;s at the right</source>
        <translation>Bilder, die vom Training zurückgehalten werden: links die wahre Tiefe, rechts die des Netzes</translation>
    </message>
    <message>
        <source>one picture left out, whose class nobody has said</source>
        <translation>ein Bild ausgelassen, dessen Klasse niemand gesagt hat</translation>
    </message>
    <message numerus="yes">
        <source>%n pictures left out, whose class nobody has said</source>
        <translation>
            <numerusform>%n Bild ausgelassen, dessen Klasse niemand gesagt hat</numerusform>
            <numerusform>%n Bilder ausgelassen, deren Klasse niemand gesagt hat</numerusform>
        </translation>
    </message>
    <message>
        <source>Mean error of measured pixels</source>
        <translation>Mittlerer Fehler gemessener Pixel</translation>
    </message>
    <message>
        <source>%1, before</source>
        <comment>as measured</comment>
        <translation>%1, vorher</translation>
    </message>
    <message>
        <source>RMSE of measured pixels</source>
        <translation>RMSE gemessener Pixel</translation>
    </message>
    <message>
        <source>AbsRel of filled holes</source>
        <translation>AbsRel gefüllter Löcher</translation>
    </message>
    <message>
        <source>Expected error over the true one</source>
        <translation>Erwarteter Fehler durch wahren</translation>
    </message>
    <message>
        <source>%1: depth as it was measured, what the network makes of it, and what it truly is, in one scale</source>
        <translation>%1: Tiefe, wie sie gemessen wurde, was das Netz daraus macht und wie sie wirklich ist, in einer Skala</translation>
    </message>
    <message>
        <source>truth</source>
        <translation>Wahrheit</translation>
    </message>
    <message>
        <source>Parts of depth maps kept back from training: as they were measured, what the network makes of them, and the truth</source>
        <translation>Ausschnitte von Tiefenkarten, die das Training nicht sah: wie gemessen, was das Netz daraus macht, und die Wahrheit</translation>
    </message>
    <message>
        <source>corner distance</source>
        <translation>Eckenabstand</translation>
    </message>
    <message>
        <source>heat map</source>
        <translation>Heatmap</translation>
    </message>
    <message>
        <source>visibility</source>
        <translation>Sichtbarkeit</translation>
    </message>
    <message>
        <source>mean error (L1)</source>
        <translation>mittlerer Fehler (L1)</translation>
    </message>
    <message>
        <source>structure (SSIM)</source>
        <translation>Struktur (SSIM)</translation>
    </message>
    <message>
        <source>gradient</source>
        <translation>Gradient</translation>
    </message>
    <message>
        <source>smoothness</source>
        <translation>Glattheit</translation>
    </message>
    <message>
        <source>scale-invariant log</source>
        <translation>skaleninvarianter Logarithmus</translation>
    </message>
    <message>
        <source>content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>fill</source>
        <translation>Füllung</translation>
    </message>
    <message>
        <source>depth ratio</source>
        <translation>Tiefenverhältnis</translation>
    </message>
    <message>
        <source>expected error</source>
        <translation>erwarteter Fehler</translation>
    </message>
    <message>
        <source>Loss: %1</source>
        <translation>Verlust: %1</translation>
    </message>
    <message>
        <source>Its one epoch is done</source>
        <translation>Die eine Epoche ist fertig</translation>
    </message>
    <message>
        <source>All %1 epochs are done</source>
        <translation>Alle %1 Epochen sind fertig</translation>
    </message>
    <message>
        <source>To train on, raise Epochs at the left and press Resume again; its network can be used as it is.</source>
        <translation>Zum Weitertrainieren erhöhen Sie links „Epochen“ und drücken noch einmal „Fortsetzen“; das Netz kann schon so verwendet werden.</translation>
    </message>
</context>
<context>
    <name>fillscope::VersionPreview</name>
    <message>
        <source>Regions of this version</source>
        <translation>Regionen dieser Fassung</translation>
    </message>
</context>
<context>
    <name>fillscope::VtkView</name>
    <message>
        <source>3D view</source>
        <translation>3D-Ansicht</translation>
    </message>
</context>
<context>
    <name>fillscope::WindowActions</name>
    <message>
        <source>&amp;Open picture or project…</source>
        <translation>Bild oder Projekt ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Open a picture or a project file</source>
        <translation>Ein Bild oder eine Projektdatei öffnen</translation>
    </message>
    <message>
        <source>Open &amp;folder…</source>
        <translation>&amp;Ordner öffnen…</translation>
    </message>
    <message>
        <source>Open all pictures of a folder</source>
        <translation>Alle Bilder eines Ordners öffnen</translation>
    </message>
    <message>
        <source>Open the sa&amp;mple</source>
        <translation>&amp;Beispiel öffnen</translation>
    </message>
    <message>
        <source>Rendered boxes with depth, ready to measure</source>
        <translation>Gerenderte Kisten mit Tiefe, bereit zum Messen</translation>
    </message>
    <message>
        <source>Add a picture to the open project</source>
        <translation>Dem offenen Projekt ein Bild hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Save the project</source>
        <translation>Das Projekt speichern</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>Speichern &amp;unter…</translation>
    </message>
    <message>
        <source>Save the project into another file</source>
        <translation>Das Projekt in eine andere Datei speichern</translation>
    </message>
    <message>
        <source>&amp;Report of this picture…</source>
        <translation>Be&amp;richt zu diesem Bild…</translation>
    </message>
    <message>
        <source>Write a page with pictures and figures</source>
        <translation>Eine Seite mit Bildern und Zahlen schreiben</translation>
    </message>
    <message>
        <source>Report of all &amp;pictures…</source>
        <translation>Bericht zu &amp;allen Bildern…</translation>
    </message>
    <message>
        <source>Write a page with every measured picture</source>
        <translation>Eine Seite mit jedem gemessenen Bild schreiben</translation>
    </message>
    <message>
        <source>Picture of the &amp;window…</source>
        <translation>Bild des Fens&amp;ters…</translation>
    </message>
    <message>
        <source>Save what the window shows</source>
        <translation>Speichern, was das Fenster zeigt</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>B&amp;eenden</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Next picture</source>
        <translation>&amp;Nächstes Bild</translation>
    </message>
    <message>
        <source>&amp;Previous picture</source>
        <translation>&amp;Voriges Bild</translation>
    </message>
    <message>
        <source>&amp;Fit</source>
        <translation>&amp;Einpassen</translation>
    </message>
    <message>
        <source>The whole picture</source>
        <translation>Das ganze Bild</translation>
    </message>
    <message>
        <source>&amp;100 %</source>
        <translation>&amp;100 %</translation>
    </message>
    <message>
        <source>One picture pixel is one screen pixel</source>
        <translation>Ein Bildpixel ist ein Bildschirmpixel</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>Picture &amp;list</source>
        <translation>Bilder&amp;liste</translation>
    </message>
    <message>
        <source>Box &amp;panel</source>
        <translation>Kis&amp;tenleiste</translation>
    </message>
    <message>
        <source>&amp;3D panel</source>
        <translation>&amp;3D-Leiste</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>Theme of the system</source>
        <translation>Farben des Systems</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>Helle Farben</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>Dunkle Farben</translation>
    </message>
    <message>
        <source>&amp;Measure</source>
        <translation>&amp;Messen</translation>
    </message>
    <message>
        <source>Measure this picture again</source>
        <translation>Dieses Bild neu messen</translation>
    </message>
    <message>
        <source>Choose depth of the box &amp;empty…</source>
        <translation>Tiefe der &amp;leeren Kiste wählen…</translation>
    </message>
    <message>
        <source>Choose &amp;intrinsics…</source>
        <translation>&amp;Kameraparameter wählen…</translation>
    </message>
    <message>
        <source>&amp;Predict depth</source>
        <translation>Tiefe &amp;vorhersagen</translation>
    </message>
    <message>
        <source>With the network chosen in the Depth workspace</source>
        <translation>Mit dem im Arbeitsbereich Tiefe gewählten Netz</translation>
    </message>
    <message>
        <source>Look for &amp;networks again</source>
        <translation>Erneut nach &amp;Netzen suchen</translation>
    </message>
    <message>
        <source>&amp;Find an action…</source>
        <translation>Aktion &amp;suchen…</translation>
    </message>
    <message>
        <source>Every action and its key</source>
        <translation>Jede Aktion und ihre Taste</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Tasten</translation>
    </message>
    <message>
        <source>All keys, and how to change them</source>
        <translation>Alle Tasten, und wie man sie ändert</translation>
    </message>
    <message>
        <source>&amp;About FillScope</source>
        <translation>&amp;Über FillScope</translation>
    </message>
    <message>
        <source>About FillScope</source>
        <translation>Über FillScope</translation>
    </message>
    <message>
        <source>FillScope %1

How full is this box? Answered from a picture.</source>
        <translation>FillScope %1

Wie voll ist diese Kiste? Beantwortet aus einem Bild.</translation>
    </message>
    <message>
        <source>Open picture or project</source>
        <translation>Bild oder Projekt öffnen</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Add picture</source>
        <translation>Bild hinzufügen</translation>
    </message>
    <message>
        <source>Pictures (%1);;All files (*)</source>
        <translation>Bilder (%1);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>&amp;Locate pictures…</source>
        <translation>Bilder su&amp;chen …</translation>
    </message>
    <message>
        <source>Find the pictures of this project in another folder</source>
        <translation>Die Bilder dieses Projekts in einem anderen Ordner finden</translation>
    </message>
    <message>
        <source>Locate pictures: the folder that holds them, or one above</source>
        <translation>Bilder suchen: der Ordner, der sie enthält, oder einer darüber</translation>
    </message>
    <message>
        <source>Detect corners in &amp;all pictures…</source>
        <translation>Ecken in &amp;allen Bildern erkennen…</translation>
    </message>
    <message>
        <source>Proposals for every picture without a rim; the least certain come first to be looked at</source>
        <translation>Vorschläge für jedes Bild ohne Rand; die unsichersten kommen zuerst zur Prüfung</translation>
    </message>
    <message>
        <source>&amp;Import annotations…</source>
        <translation>Annotationen &amp;importieren…</translation>
    </message>
    <message>
        <source>Regions from a file of another program, onto the pictures of this project</source>
        <translation>Regionen aus einer Datei eines anderen Programms, auf die Bilder dieses Projekts</translation>
    </message>
    <message>
        <source>E&amp;xport annotations…</source>
        <translation>Annotationen e&amp;xportieren…</translation>
    </message>
    <message>
        <source>For COCO, YOLO, labelme, CVAT and others; says first what would be lost</source>
        <translation>Für COCO, YOLO, labelme, CVAT und andere; sagt zuerst, was verloren ginge</translation>
    </message>
    <message>
        <source>A second annotator&apos;s regions, or a network&apos;s, beside one&apos;s own</source>
        <translation>Die Regionen eines zweiten Annotators oder eines Netzes, neben den eigenen</translation>
    </message>
    <message>
        <source>&amp;History of this picture…</source>
        <translation>&amp;Verlauf dieses Bildes…</translation>
    </message>
    <message>
        <source>Every change of this picture, and any earlier version back</source>
        <translation>Jede Änderung dieses Bildes, und jede frühere Fassung zurück</translation>
    </message>
    <message>
        <source>&amp;Regions panel</source>
        <translation>&amp;Regionenleiste</translation>
    </message>
    <message>
        <source>Pictures and projects (*.json *.csv *.xml *.zip %1);;All files (*)</source>
        <translation>Bilder und Projekte (*.json *.csv *.xml *.zip %1);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Import annotations</source>
        <translation>Annotationen importieren</translation>
    </message>
    <message>
        <source>Annotations (*.json *.csv *.xml);;All files (*)</source>
        <translation>Annotationen (*.json *.csv *.xml);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Review against</source>
        <translation>Gegen eine andere Datei prüfen</translation>
    </message>
    <message>
        <source>Attribute &amp;table</source>
        <translation>Attribut&amp;tabelle</translation>
    </message>
    <message>
        <source>Attributes of regions and pictures in rows and columns</source>
        <translation>Attribute von Regionen und Bildern in Zeilen und Spalten</translation>
    </message>
    <message>
        <source>Add pict&amp;ures…</source>
        <translation>Bilder &amp;hinzufügen…</translation>
    </message>
    <message>
        <source>Review against an&amp;other file…</source>
        <translation>Gegen eine andere Datei &amp;prüfen…</translation>
    </message>
    <message>
        <source>Choose dept&amp;h file…</source>
        <translation>&amp;Tiefendatei wählen…</translation>
    </message>
    <message>
        <source>Predict fill in all pict&amp;ures…</source>
        <translation>Füllung in allen Bildern vor&amp;hersagen…</translation>
    </message>
    <message>
        <source>By networks from the photos alone, for every picture with a rim that has neither depth nor a figure</source>
        <translation>Von Netzen aus den Fotos allein, für jedes Bild mit Rand, das weder Tiefe noch eine Zahl hat</translation>
    </message>
    <message>
        <source>Mea&amp;sure all pictures…</source>
        <translation>Alle &amp;Bilder messen…</translation>
    </message>
    <message>
        <source>The figures that the picture list does not know yet</source>
        <translation>Die Zahlen, die der Bilderliste noch fehlen</translation>
    </message>
    <message>
        <source>Flatness &amp;of the depth</source>
        <translation>Ebenheit &amp;der Tiefe</translation>
    </message>
    <message>
        <source>Draw a rectangle on the depth map: the plane-fit error of what lies in it</source>
        <translation>Ein Rechteck auf der Tiefenkarte ziehen: wie weit darin die Punkte von einer Ebene abweichen</translation>
    </message>
    <message>
        <source>Export &amp;cloud…</source>
        <translation>&amp;Wolke exportieren…</translation>
    </message>
    <message>
        <source>Write the coloured point cloud as PLY, PCD or text</source>
        <translation>Die farbige Punktwolke als PLY, PCD oder Text schreiben</translation>
    </message>
    <message>
        <source>&amp;Tell the picture&apos;s class</source>
        <translation>Klasse des Bildes bestimmen</translation>
    </message>
    <message>
        <source>By a network trained on pictures of known classes, with what speaks for it</source>
        <translation>Durch ein Netz, das an Bildern bekannter Klassen gelernt hat, mit dem, was dafür spricht</translation>
    </message>
    <message>
        <source>Denoise depth</source>
        <translation>Tiefe entrauschen</translation>
    </message>
    <message>
        <source>The map shown in the Depth workspace, with the network chosen there</source>
        <translation>Die Karte, die der Arbeitsbereich „Tiefe“ zeigt, mit dem dort gewählten Netz</translation>
    </message>
    <message>
        <source>Denoise the depth of all pictures…</source>
        <translation>Tiefe aller Bilder entrauschen…</translation>
    </message>
    <message>
        <source>Every depth file of the project, with the network chosen in the Depth workspace, into a folder</source>
        <translation>Jede Tiefendatei des Projekts, mit dem im Arbeitsbereich Tiefe gewählten Netz, in einen Ordner</translation>
    </message>
</context>
<context>
    <name>fillscope::WindowFocus</name>
    <message>
        <source>Back to the pi&amp;cture</source>
        <translation>&amp;Zurück zum Bild</translation>
    </message>
    <message>
        <source>The keys go to the picture again, from any list, field or table</source>
        <translation>Die Tasten gehen wieder an das Bild, aus jeder Liste, jedem Feld und der Tabelle</translation>
    </message>
    <message>
        <source>Next pa&amp;nel</source>
        <translation>&amp;Nächste Leiste</translation>
    </message>
    <message>
        <source>The keys go to the next panel, also to one behind another tab</source>
        <translation>Die Tasten gehen an die nächste Leiste, auch an eine hinter einem anderen Reiter</translation>
    </message>
    <message>
        <source>Previous panel</source>
        <translation>Vorige Leiste</translation>
    </message>
    <message>
        <source>The keys go to the panel before</source>
        <translation>Die Tasten gehen an die Leiste davor</translation>
    </message>
</context>
<context>
    <name>fillscope::WindowStatus</name>
    <message>
        <source>Cursor in the picture, pixels from its top left</source>
        <translation>Zeiger im Bild, Pixel von links oben</translation>
    </message>
    <message>
        <source>Size of the picture</source>
        <translation>Größe des Bildes</translation>
    </message>
    <message>
        <source>Depth under the cursor</source>
        <translation>Tiefe unter dem Zeiger</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>Picture of the list</source>
        <translation>Bild der Liste</translation>
    </message>
    <message>
        <source>Rim corners placed</source>
        <translation>Gesetzte Randecken</translation>
    </message>
    <message>
        <source>When the project was last saved</source>
        <translation>Wann das Projekt zuletzt gespeichert wurde</translation>
    </message>
    <message>
        <source>x %1 y %2</source>
        <translation>x %1 y %2</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1×%2</source>
        <translation>%1×%2</translation>
    </message>
    <message>
        <source>loading…</source>
        <translation>lade…</translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>nicht gespeichert</translation>
    </message>
    <message>
        <source>saved %1</source>
        <translation>gespeichert %1</translation>
    </message>
    <message>
        <source>no changes</source>
        <translation>keine Änderungen</translation>
    </message>
    <message>
        <source>RGB %1 %2 %3</source>
        <translation>RGB %1 %2 %3</translation>
    </message>
    <message>
        <source>The picture&apos;s own value under the cursor</source>
        <translation>Der Wert des Bildes selbst unter dem Zeiger</translation>
    </message>
    <message>
        <source>depth not measured</source>
        <translation>Tiefe nicht gemessen</translation>
    </message>
    <message>
        <source>picture %1 of %2</source>
        <translation>Bild %1 von %2</translation>
    </message>
    <message>
        <source>%1 of 4 corners</source>
        <translation>%1 von 4 Ecken</translation>
    </message>
    <message>
        <source>no corners</source>
        <translation>keine Ecken</translation>
    </message>
    <message>
        <source>4 corners</source>
        <translation>4 Ecken</translation>
    </message>
    <message>
        <source>4 corners, sides cross</source>
        <translation>4 Ecken, Seiten kreuzen sich</translation>
    </message>
    <message>
        <source>4 corners, one lies inside</source>
        <translation>4 Ecken, eine liegt innen</translation>
    </message>
    <message>
        <source>4 corners, too close</source>
        <translation>4 Ecken, zu nah beieinander</translation>
    </message>
    <message>
        <source>%1, carried along</source>
        <translation>%1, mitgenommen</translation>
    </message>
    <message>
        <source>%1, by a network</source>
        <translation>%1, von einem Netz</translation>
    </message>
    <message>
        <source>%1, by a network, edited</source>
        <translation>%1, von einem Netz, verbessert</translation>
    </message>
    <message>
        <source>%1, carried along, edited</source>
        <translation>%1, mitgenommen, verbessert</translation>
    </message>
    <message>
        <source>saving…</source>
        <translation>wird gespeichert…</translation>
    </message>
    <message>
        <source>4 corners (%1 hidden)</source>
        <translation>4 Ecken (%1 verdeckt)</translation>
    </message>
</context>
<context>
    <name>fillscope::Workspaces</name>
    <message>
        <source>Annotate</source>
        <translation>Annotieren</translation>
    </message>
    <message>
        <source>Mark the rim and see how full the box is</source>
        <translation>Den Rand markieren und sehen, wie voll die Kiste ist</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>Tiefe</translation>
    </message>
    <message>
        <source>Look at depth maps and predict them</source>
        <translation>Tiefenkarten ansehen und vorhersagen</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Tell two depth maps apart</source>
        <translation>Zwei Tiefenkarten unterscheiden</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Volumen</translation>
    </message>
    <message>
        <source>The box and its content in 3D</source>
        <translation>Die Kiste und ihr Inhalt in 3D</translation>
    </message>
    <message>
        <source>Workspaces</source>
        <translation>Arbeitsbereiche</translation>
    </message>
    <message>
        <source>%1 workspace</source>
        <translation>Arbeitsbereich %1</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Make samples for training and look at them</source>
        <translation>Beispiele zum Training erzeugen und ansehen</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>Train networks and watch how it goes</source>
        <translation>Netze trainieren und zusehen, wie es geht</translation>
    </message>
</context>
</TS>
