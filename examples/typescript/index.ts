import * as pictograph from "pictograph-pulumi";

const roadSigns = new pictograph.Project("road-signs", {
    description: "Road sign detection training set",
    annotationTypes: ["bbox", "polygon"],
    classes: {
        stop_sign: { type: "bbox", color: "#ff0000" },
        yield: { type: "bbox", color: "#ffff00" },
        merge: { type: "bbox", color: "#00aaff" },
    },
});

export const projectId = roadSigns.projectId;
